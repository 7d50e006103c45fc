// What is shown of a number or a name to those who may not see it whole. Masks have a fixed width,
// so the length of what they hide does not leak. An empty text has an empty mask.
// Source: domain reference 14.5.

#ifndef MINGCE_LIB_GB_MASK_H_
#define MINGCE_LIB_GB_MASK_H_

#include <string>

#include "absl/strings/string_view.h"

namespace mingce::gb {

// First three and last four characters: 439***********1231. Fewer than twelve characters, or bytes
// that are not UTF-8: stars only.
std::string MaskNumber(absl::string_view text);

// 138****1234; anything else than eleven digits: stars only.
std::string MaskMobile(absl::string_view text);

// The first character, or a compound surname when more follows, and two stars: 张**, 欧阳**, J**.
std::string MaskName(absl::string_view text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_MASK_H_
