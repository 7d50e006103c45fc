// The few operations of OpenSSL that Mingce is built from, without its types. For lib/seal only.
//
// Suite 1 is AES-256-GCM and HMAC-SHA-256. A later suite adds classes beside these.
//
// OpenSSL failing (no memory, no such algorithm) is not something a caller can act on, and going on
// without encryption is not an option: the process says which call failed and aborts.

#ifndef MINGCE_LIB_SEAL_PRIMITIVES_H_
#define MINGCE_LIB_SEAL_PRIMITIVES_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "lib/seal/digest.h"

struct evp_cipher_ctx_st;
struct evp_mac_ctx_st;

namespace mingce::seal {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kNonceBytes = 12;
inline constexpr std::size_t kTagBytes = 16;

// HMAC-SHA-256 with one key, over and over. Thread-compatible.
class HmacSha256 {
 public:
  explicit HmacSha256(absl::string_view key);  // at least 1 byte
  ~HmacSha256();                               // zeroises
  HmacSha256(const HmacSha256&) = delete;
  HmacSha256& operator=(const HmacSha256&) = delete;

  // Start, then Update as often as needed, then Finish; then again from Start.
  void Start();
  void Update(absl::string_view part);
  void UpdateU64(std::uint64_t value);  // 8 bytes, big-endian
  Digest Finish();

 private:
  evp_mac_ctx_st* context_;
};

// AES-256-GCM with one key, over and over. The additional data is given in two pieces that are
// authenticated as one. Thread-compatible.
class Aes256Gcm {
 public:
  explicit Aes256Gcm(absl::string_view key);  // kKeyBytes
  ~Aes256Gcm();                               // zeroises
  Aes256Gcm(const Aes256Gcm&) = delete;
  Aes256Gcm& operator=(const Aes256Gcm&) = delete;

  // Writes the ciphertext (as long as `plaintext`) and then the tag (kTagBytes) to `out`. `nonce`
  // is kNonceBytes and never used twice with one key. Pieces are shorter than 1 GiB; `plaintext`
  // may begin at `out`.
  void Encrypt(absl::string_view nonce, absl::string_view aad1, absl::string_view aad2,
               absl::string_view plaintext, char* out);

  // Writes the plaintext (as long as `ciphertext`) to `out`. False if the tag is wrong: then what
  // was written has been zeroised.
  [[nodiscard]] bool Decrypt(absl::string_view nonce, absl::string_view aad1,
                             absl::string_view aad2, absl::string_view ciphertext,
                             absl::string_view tag, char* out);

 private:
  // One for each direction, so that neither is ever turned round.
  evp_cipher_ctx_st* encrypt_;
  evp_cipher_ctx_st* decrypt_;
};

// HKDF (RFC 5869) with SHA-256: `size` bytes to `out`, at most 8,160.
void HkdfSha256(absl::string_view secret, absl::string_view salt, absl::string_view info, char* out,
                std::size_t size);

// Bytes from OpenSSL's generator, which the operating system's seeds.
void FillRandom(char* out, std::size_t size);

// Zeros that the compiler does not leave out.
void Zeroise(char* data, std::size_t size);

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_PRIMITIVES_H_
