// Known-answer tests of the primitives, on the same code paths the key ring uses.
//
//   SHA-256       FIPS 180-2, "abc"
//   HMAC-SHA-256  RFC 4231, test case 2
//   HKDF-SHA-256  RFC 5869, test case 1
//   AES-256-GCM   test case 16 of McGrew and Viega's GCM (NIST), both ways and with a changed tag
//
// A later suite adds its own vectors here.

#ifndef MINGCE_LIB_SEAL_KNOWN_ANSWERS_H_
#define MINGCE_LIB_SEAL_KNOWN_ANSWERS_H_

#include "absl/status/status.h"

namespace mingce::seal {

// OK, or INTERNAL with reason SEAL_SELF_TEST_FAILED (domain "mingce.seal", metadata: primitive).
// Called in main before a key is loaded; a service that does not pass does not start. Takes a
// few milliseconds. Thread-safe.
absl::Status SelfTest();

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_KNOWN_ANSWERS_H_
