// What a service does with its master key: seal rows, index them blindly, tag values.
//
// Sub-keys, each HKDF-SHA-256(master key, salt "mingce.seal/v1", info):
//   "seal/aes-256-gcm"     32 bytes, suite 1
//   "index/hmac-sha-256"   32 bytes, BlindIndex
//   "tag/hmac-sha-256"     32 bytes, KeyedTag
//   "row/hmac-sha-256"     32 bytes, RowMac
//   "check"                16 bytes, CheckValue
//
// A sealed value:
//
//   sealed := suite keyid nonce ciphertext tag       33 bytes longer than the padded plaintext
//   padded := plaintext 0x80 0x00*   the next multiple of 64 bytes, so that the length of a name
//                                    or of an address is not to be seen
//   suite  := u8          1 = AES-256-GCM (2 is kept for SM4-CTR + HMAC-SM3)
//   keyid  := u32 BE      MasterKey::id
//   nonce  := 12 bytes    random
//   tag    := 16 bytes    over suite, keyid, nonce, the caller's aad and the ciphertext
//
// The aad says where the value belongs (service, table, row key, field, schema), so that a sealed
// value moved to another place does not open; the caller delimits its parts. Nonces are random, so
// one master key seals at most 2^32 values; then rotate.
//
// Blind index, tag and MAC (16 bytes, u64 lengths big-endian):
//   BlindIndex(space, value)   HMAC-SHA-256(index key, u64 |space| space value)
//   KeyedTag(purpose, parts)   HMAC-SHA-256(tag key, u64 |purpose| purpose (u64 |part| part)*)
//   RowMac(key, value)         HMAC-SHA-256(row key, u64 |key| key value)
//
// These bytes are on disk. Changing them needs a migration: a new suite, a new purpose.
//
// Errors of Open (domain "mingce.seal", DATA_LOSS; metadata: suite, key_id):
//   SEAL_UNKNOWN_SUITE  the first byte names no suite of this release
//   SEAL_UNKNOWN_KEY    sealed with a key that is not on this ring
//   SEAL_BROKEN         too short, too long, another aad, or any bit changed
//
// A KeyRing is thread-safe: const methods may run on many threads at once, and do not wait for each
// other on up to 16 threads. Working copies of the sub-keys lie in OpenSSL's contexts on the
// ordinary heap (see HardenProcess) and are zeroised with the ring. OpenSSL failing aborts the
// process; hostile bytes never do. Not to be used in a forked child that has not called exec.

#ifndef MINGCE_LIB_SEAL_KEY_RING_H_
#define MINGCE_LIB_SEAL_KEY_RING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/seal/digest.h"
#include "lib/seal/key_file.h"

namespace mingce::seal {

using Tag = std::array<unsigned char, 16>;

// A sealed value is this much longer than what is in it, once that is filled up to a multiple of
// kSealPaddingBytes; what is a multiple gets a whole one more.
inline constexpr std::size_t kSealOverheadBytes = 33;
inline constexpr std::size_t kSealPaddingBytes = 64;

// Four times the largest message of the wire. More plaintext or aad than this is a bug of the
// caller: Seal aborts, Open answers SEAL_BROKEN.
inline constexpr std::size_t kMaxSealBytes = 16 << 20;

class KeyRing {
 public:
  using Tag = seal::Tag;

  // Does not keep `key`. Costs well under a millisecond; make one per process.
  explicit KeyRing(const MasterKey& key);
  ~KeyRing();
  KeyRing(KeyRing&&) noexcept;
  KeyRing& operator=(KeyRing&&) noexcept;
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  // Encrypts `plaintext` (0 to kMaxSealBytes). Every call gives other bytes.
  std::string Seal(absl::string_view aad, absl::string_view plaintext) const;

  // The plaintext, if `sealed` came from Seal under this key with the same aad.
  absl::StatusOr<std::string> Open(absl::string_view aad, absl::string_view sealed) const;

  // The same tag for the same space and value under the same key, so that equal values can be found
  // without being stored. `space` separates what must not be compared ("id/v1"); `canonical` is the
  // one spelling of the value.
  Tag BlindIndex(absl::string_view space, absl::string_view canonical) const;

  // A tag of a value that must not be stored clear (a case number), or must not be forged (a page
  // token). Parts are delimited: ("a", "bc") and ("ab", "c") differ.
  Tag KeyedTag(absl::string_view purpose, std::initializer_list<absl::string_view> parts) const;

  // The MAC that a row of the service's store ends with.
  Tag RowMac(absl::string_view key, absl::string_view value) const;

  // A request's fingerprint under the tag key. A plain hash of a request lies in the store for
  // long, and whoever steals the disk could guess the one number in it that is not known.
  Digest Fingerprint(const Digest& request) const;

  // "<8 hex key id>-<32 hex>", for a store's meta: equal if and only if the master key is the same;
  // tells nothing about the key. A service refuses to start when it differs.
  std::string CheckValue() const;

  std::uint32_t key_id() const;

  friend std::ostream& operator<<(std::ostream&, const KeyRing&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_KEY_RING_H_
