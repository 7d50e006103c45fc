// Countries and areas with the codes of ISO 3166-1 (GB/T 2659).

#ifndef MINGCE_LIB_GB_COUNTRIES_H_
#define MINGCE_LIB_GB_COUNTRIES_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace mingce::gb {

struct Country {
  absl::string_view two;    // GB
  absl::string_view three;  // GBR
  absl::string_view names;  // Chinese, the short name first, separated by '|'
};

// All of them, ordered by the two letters.
absl::Span<const Country> Countries();

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_COUNTRIES_H_
