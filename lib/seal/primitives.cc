#include "lib/seal/primitives.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>

#include "lib/base/log.h"

namespace mingce::seal {
namespace {

void Must(bool ok, absl::string_view call) {
  if (ok) return;
  Log(LogLevel::kError, "OpenSSL failed", {{"call", std::string(call)}});
  std::abort();
}

const unsigned char* Bytes(absl::string_view view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

unsigned char* Bytes(char* data) { return reinterpret_cast<unsigned char*>(data); }

// OpenSSL's parameters are not const, but it only reads them here.
char* Mutable(absl::string_view view) { return const_cast<char*>(view.data()); }

int Length(absl::string_view view) {
  Must(view.size() < (std::size_t{1} << 30), "length below 1 GiB");
  return static_cast<int>(view.size());
}

// Algorithms are looked up once and kept for the life of the process.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm = [] {
    const EVP_MD* found = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
    Must(found != nullptr, "EVP_MD_fetch");
    return found;
  }();
  return algorithm;
}

EVP_MAC* HmacAlgorithm() {
  static EVP_MAC* const algorithm = [] {
    EVP_MAC* found = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    Must(found != nullptr, "EVP_MAC_fetch");
    return found;
  }();
  return algorithm;
}

const EVP_CIPHER* GcmAlgorithm() {
  static const EVP_CIPHER* const algorithm = [] {
    const EVP_CIPHER* found = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    Must(found != nullptr, "EVP_CIPHER_fetch");
    return found;
  }();
  return algorithm;
}

EVP_KDF* HkdfAlgorithm() {
  static EVP_KDF* const algorithm = [] {
    EVP_KDF* found = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    Must(found != nullptr, "EVP_KDF_fetch");
    return found;
  }();
  return algorithm;
}

struct DigestContext {
  DigestContext() : context(EVP_MD_CTX_new()) { Must(context != nullptr, "EVP_MD_CTX_new"); }
  ~DigestContext() { EVP_MD_CTX_free(context); }
  DigestContext(const DigestContext&) = delete;
  DigestContext& operator=(const DigestContext&) = delete;

  EVP_MD_CTX* const context;
};

EVP_CIPHER_CTX* NewCipherContext(absl::string_view key, int encrypt) {
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  Must(context != nullptr, "EVP_CIPHER_CTX_new");
  Must(EVP_CipherInit_ex2(context, GcmAlgorithm(), Bytes(key), nullptr, encrypt, nullptr) == 1,
       "EVP_CipherInit_ex2");
  return context;
}

// Starts one message on `context`, whose key is set already.
void StartMessage(EVP_CIPHER_CTX* context, int encrypt, absl::string_view nonce,
                  std::initializer_list<absl::string_view> aad) {
  Must(nonce.size() == kNonceBytes, "nonce of 12 bytes");
  Must(EVP_CipherInit_ex2(context, nullptr, nullptr, Bytes(nonce), encrypt, nullptr) == 1,
       "EVP_CipherInit_ex2");
  for (const absl::string_view piece : aad) {
    int written = 0;
    if (piece.empty()) continue;
    Must(EVP_CipherUpdate(context, nullptr, &written, Bytes(piece), Length(piece)) == 1,
         "EVP_CipherUpdate");
  }
}

}  // namespace

Digest Sha256(std::initializer_list<absl::string_view> parts) {
  thread_local const DigestContext digest;
  Must(EVP_DigestInit_ex2(digest.context, Sha256Algorithm(), nullptr) == 1, "EVP_DigestInit_ex2");
  for (const absl::string_view part : parts) {
    Must(EVP_DigestUpdate(digest.context, part.data(), part.size()) == 1, "EVP_DigestUpdate");
  }
  Digest result;
  Must(EVP_DigestFinal_ex(digest.context, result.data(), nullptr) == 1, "EVP_DigestFinal_ex");
  return result;
}

HmacSha256::HmacSha256(absl::string_view key) : context_(EVP_MAC_CTX_new(HmacAlgorithm())) {
  Must(context_ != nullptr, "EVP_MAC_CTX_new");
  char name[] = "SHA2-256";
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
      OSSL_PARAM_construct_end(),
  };
  Must(!key.empty(), "HMAC key not empty");
  Must(EVP_MAC_init(context_, Bytes(key), key.size(), params) == 1, "EVP_MAC_init");
}

HmacSha256::~HmacSha256() { EVP_MAC_CTX_free(context_); }

void HmacSha256::Start() { Must(EVP_MAC_init(context_, nullptr, 0, nullptr) == 1, "EVP_MAC_init"); }

void HmacSha256::Update(absl::string_view part) {
  Must(EVP_MAC_update(context_, Bytes(part), part.size()) == 1, "EVP_MAC_update");
}

void HmacSha256::UpdateU64(std::uint64_t value) {
  std::array<char, 8> bytes;
  for (char& byte : bytes) {
    byte = static_cast<char>(value >> 56);
    value <<= 8;
  }
  Update(absl::string_view(bytes.data(), bytes.size()));
}

Digest HmacSha256::Finish() {
  Digest result;
  std::size_t size = 0;
  Must(EVP_MAC_final(context_, result.data(), &size, result.size()) == 1, "EVP_MAC_final");
  Must(size == result.size(), "EVP_MAC_final of 32 bytes");
  return result;
}

Aes256Gcm::Aes256Gcm(absl::string_view key) {
  Must(key.size() == kKeyBytes, "AES key of 32 bytes");
  encrypt_ = NewCipherContext(key, 1);
  decrypt_ = NewCipherContext(key, 0);
}

Aes256Gcm::~Aes256Gcm() {
  EVP_CIPHER_CTX_free(encrypt_);
  EVP_CIPHER_CTX_free(decrypt_);
}

void Aes256Gcm::Encrypt(absl::string_view nonce, absl::string_view aad1, absl::string_view aad2,
                        absl::string_view plaintext, char* out) {
  StartMessage(encrypt_, 1, nonce, {aad1, aad2});
  int written = 0;
  if (!plaintext.empty()) {
    Must(EVP_CipherUpdate(encrypt_, Bytes(out), &written, Bytes(plaintext), Length(plaintext)) == 1,
         "EVP_CipherUpdate");
  }
  char* const end = out + plaintext.size();
  Must(EVP_CipherFinal_ex(encrypt_, Bytes(end), &written) == 1, "EVP_CipherFinal_ex");
  Must(EVP_CIPHER_CTX_ctrl(encrypt_, EVP_CTRL_AEAD_GET_TAG, kTagBytes, end) == 1,
       "EVP_CTRL_AEAD_GET_TAG");
}

bool Aes256Gcm::Decrypt(absl::string_view nonce, absl::string_view aad1, absl::string_view aad2,
                        absl::string_view ciphertext, absl::string_view tag, char* out) {
  if (tag.size() != kTagBytes) return false;
  StartMessage(decrypt_, 0, nonce, {aad1, aad2});
  int written = 0;
  if (!ciphertext.empty()) {
    Must(EVP_CipherUpdate(decrypt_, Bytes(out), &written, Bytes(ciphertext), Length(ciphertext)) ==
             1,
         "EVP_CipherUpdate");
  }
  Must(EVP_CIPHER_CTX_ctrl(decrypt_, EVP_CTRL_AEAD_SET_TAG, kTagBytes, Mutable(tag)) == 1,
       "EVP_CTRL_AEAD_SET_TAG");
  // The only call here whose failure is weather: the tag does not match.
  if (EVP_CipherFinal_ex(decrypt_, Bytes(out + ciphertext.size()), &written) == 1) return true;
  Zeroise(out, ciphertext.size());
  return false;
}

void HkdfSha256(absl::string_view secret, absl::string_view salt, absl::string_view info, char* out,
                std::size_t size) {
  EVP_KDF_CTX* const context = EVP_KDF_CTX_new(HkdfAlgorithm());
  Must(context != nullptr, "EVP_KDF_CTX_new");
  char name[] = "SHA2-256";
  const OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name, 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, Mutable(secret), secret.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, Mutable(salt), salt.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, Mutable(info), info.size()),
      OSSL_PARAM_construct_end(),
  };
  Must(EVP_KDF_derive(context, Bytes(out), size, params) == 1, "EVP_KDF_derive");
  EVP_KDF_CTX_free(context);
}

void FillRandom(char* out, std::size_t size) {
  Must(RAND_bytes(Bytes(out), Length(absl::string_view(out, size))) == 1, "RAND_bytes");
}

void Zeroise(char* data, std::size_t size) { OPENSSL_cleanse(data, size); }

}  // namespace mingce::seal
