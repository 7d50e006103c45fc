#include "lib/seal/primitives.h"

#include <gtest/gtest.h>

#include <string>

#include "lib/seal/equal_secrets.h"
#include "lib/seal/known_answers.h"
#include "lib/testing/status_matchers.h"

namespace mingce::seal {
namespace {

TEST(SelfTestTest, Passes) {
  EXPECT_THAT(SelfTest(), IsOk());
  EXPECT_THAT(SelfTest(), IsOk());
}

TEST(PrimitivesTest, GcmAfterAFailureWorksAgain) {
  Aes256Gcm cipher(std::string(kKeyBytes, 'k'));
  const std::string nonce(kNonceBytes, 'n');
  std::string sealed(5 + kTagBytes, '\0');
  cipher.Encrypt(nonce, "a", "b", "12345", sealed.data());
  const absl::string_view view = sealed;
  std::string out(5, 'x');
  EXPECT_FALSE(cipher.Decrypt(nonce, "a", "c", view.substr(0, 5), view.substr(5), out.data()));
  EXPECT_EQ(out, std::string(5, '\0'));  // nothing unauthenticated is left behind
  EXPECT_FALSE(cipher.Decrypt(nonce, "a", "b", view.substr(0, 5), view.substr(6), out.data()));
  EXPECT_FALSE(cipher.Decrypt(nonce, "a", "b", view.substr(0, 5), "", out.data()));
  EXPECT_TRUE(cipher.Decrypt(nonce, "a", "b", view.substr(0, 5), view.substr(5), out.data()));
  EXPECT_EQ(out, "12345");
}

TEST(PrimitivesTest, HmacStartForgetsWhatWasNotFinished) {
  HmacSha256 hmac("key");
  hmac.Start();
  hmac.Update("value");
  const Digest expected = hmac.Finish();
  hmac.Start();
  hmac.Update("abandoned");
  hmac.Start();
  hmac.Update("value");
  EXPECT_EQ(hmac.Finish(), expected);
}

TEST(PrimitivesTest, EqualSecrets) {
  EXPECT_TRUE(EqualSecrets("", ""));
  EXPECT_TRUE(EqualSecrets("abc", "abc"));
  EXPECT_FALSE(EqualSecrets("abc", "abd"));
  EXPECT_FALSE(EqualSecrets("abc", "xbc"));
  EXPECT_FALSE(EqualSecrets("abc", "ab"));
}

TEST(PrimitivesDeathTest, MisuseAborts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(Aes256Gcm(std::string(16, 'k')), "AES key of 32 bytes");
  EXPECT_DEATH(HmacSha256(""), "HMAC key not empty");
}

}  // namespace
}  // namespace mingce::seal
