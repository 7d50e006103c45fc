#ifndef MINGCE_LIB_SEAL_EQUAL_SECRETS_H_
#define MINGCE_LIB_SEAL_EQUAL_SECRETS_H_

#include "absl/strings/string_view.h"

namespace mingce::seal {

// Whether two tags, keys or digests are the same, in a time that tells their lengths only: not
// where they differ. Thread-safe.
bool EqualSecrets(absl::string_view a, absl::string_view b);

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_EQUAL_SECRETS_H_
