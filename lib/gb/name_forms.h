// Which characters are forms of one another: traditional, variant and standard ones. For matching
// names only; what a person is called is kept as it was written.

#ifndef MINGCE_LIB_GB_NAME_FORMS_H_
#define MINGCE_LIB_GB_NAME_FORMS_H_

#include <string_view>

namespace mingce::gb {

// The form that `character` is compared by, itself where it has no other. Total; applied to its own
// result it changes nothing. 龔 → 龚. Thread-safe.
char32_t StandardForm(char32_t character);

// The table itself, for its test: groups separated by a blank, the standard form first.
std::u32string_view NameFormGroups();

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_NAME_FORMS_H_
