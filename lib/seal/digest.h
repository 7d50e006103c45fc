// SHA-256, and bytes as text.
//
//   Digest   32 bytes
//   Hex      two lower-case characters a byte
//
// The parts of Sha256 are hashed one after the other with nothing between them: ("a", "bc") and
// ("ab", "c") give the same digest. A caller whose parts vary in length puts the lengths in; what
// must not be forged needs a key as well, see KeyRing::KeyedTag.
//
// All functions are thread-safe. If OpenSSL itself fails the process aborts.

#ifndef MINGCE_LIB_SEAL_DIGEST_H_
#define MINGCE_LIB_SEAL_DIGEST_H_

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::seal {

using Digest = std::array<unsigned char, 32>;

// SHA-256 of the concatenated parts.
Digest Sha256(std::initializer_list<absl::string_view> parts);

// The bytes of a Digest or Tag, valid as long as `bytes` is: do not keep the view of a temporary.
template <std::size_t N>
absl::string_view AsView(const std::array<unsigned char, N>& bytes) {
  return absl::string_view(reinterpret_cast<const char*>(bytes.data()), N);
}

std::string ToHex(absl::string_view bytes);

template <std::size_t N>
std::string ToHex(const std::array<unsigned char, N>& bytes) {
  return ToHex(AsView(bytes));
}

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_DIGEST_H_
