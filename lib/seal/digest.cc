#include "lib/seal/digest.h"

#include "absl/strings/escaping.h"

namespace mingce::seal {

// Sha256 is in primitives.cc with everything else that calls OpenSSL.

std::string ToHex(absl::string_view bytes) { return absl::BytesToHexString(bytes); }

}  // namespace mingce::seal
