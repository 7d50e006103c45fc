#include "lib/seal/known_answers.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/seal/digest.h"
#include "lib/seal/primitives.h"

namespace mingce::seal {
namespace {

std::string Unhex(absl::string_view hex) { return absl::HexStringToBytes(hex); }

bool Sha256Works() {
  return ToHex(Sha256({"a", "", "bc"})) ==
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
}

bool HmacWorks() {
  HmacSha256 hmac("Jefe");
  // Twice, since the ring uses one context again and again.
  for (int round = 0; round < 2; ++round) {
    hmac.Start();
    hmac.Update("what do ya want ");
    hmac.Update("for nothing?");
    if (ToHex(hmac.Finish()) !=
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843") {
      return false;
    }
  }
  return true;
}

bool HkdfWorks() {
  std::string out(42, '\0');
  HkdfSha256(std::string(22, '\x0b'), Unhex("000102030405060708090a0b0c"),
             Unhex("f0f1f2f3f4f5f6f7f8f9"), out.data(), out.size());
  return ToHex(out) ==
         "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
}

bool GcmWorks() {
  const std::string nonce = Unhex("cafebabefacedbaddecaf888");
  const std::string aad = Unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const std::string plaintext = Unhex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  const std::string sealed = Unhex(
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
      "76fc6ece0f4e1768cddf8853bb2d551b");
  const absl::string_view ciphertext = absl::string_view(sealed).substr(0, plaintext.size());
  const absl::string_view tag = absl::string_view(sealed).substr(plaintext.size());
  Aes256Gcm cipher(Unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  for (std::size_t split : {std::size_t{0}, std::size_t{7}, aad.size()}) {
    const absl::string_view aad1 = absl::string_view(aad).substr(0, split);
    const absl::string_view aad2 = absl::string_view(aad).substr(split);
    std::string out(sealed.size(), '\0');
    cipher.Encrypt(nonce, aad1, aad2, plaintext, out.data());
    if (out != sealed) return false;
    std::string opened(plaintext.size(), '\0');
    if (!cipher.Decrypt(nonce, aad1, aad2, ciphertext, tag, opened.data())) return false;
    if (opened != plaintext) return false;
    std::string wrong_tag(tag);
    wrong_tag[15] ^= 1;
    if (cipher.Decrypt(nonce, aad1, aad2, ciphertext, wrong_tag, opened.data())) return false;
    if (opened != std::string(plaintext.size(), '\0')) return false;
  }
  return true;
}

}  // namespace

absl::Status SelfTest() {
  const struct {
    const char* primitive;
    bool (*works)();
  } kTests[] = {{"SHA-256", Sha256Works},
                {"HMAC-SHA-256", HmacWorks},
                {"HKDF-SHA-256", HkdfWorks},
                {"AES-256-GCM", GcmWorks}};
  for (const auto& test : kTests) {
    if (test.works()) continue;
    return MakeError(absl::StatusCode::kInternal,
                     absl::StrCat("self-test of ", test.primitive, " failed"),
                     {.reason = "SEAL_SELF_TEST_FAILED",
                      .domain = "mingce.seal",
                      .message_zh = absl::StrCat("密码算法自检失败：", test.primitive),
                      .metadata = {{"primitive", test.primitive}}});
  }
  return absl::OkStatus();
}

}  // namespace mingce::seal
