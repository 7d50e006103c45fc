#ifndef MINGCE_SERVICES_REGISTRY_APP_DOCUMENT_NUMBER_H_
#define MINGCE_SERVICES_REGISTRY_APP_DOCUMENT_NUMBER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::registry {

inline constexpr std::size_t kMaxDocumentCharacters = 100;

// The number of the document that an act rests on, without the blanks around it. Errors, naming
// `field`: FIELD_MISSING, NOT_UTF8, TOO_LONG.
absl::StatusOr<std::string> DocumentNumber(absl::string_view field, absl::string_view text);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_DOCUMENT_NUMBER_H_
