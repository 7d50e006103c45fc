#include "lib/rpc/tls.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"
#include "lib/testing/odd_files.h"

namespace mingce::rpc {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'573'776'000);  // 2019-11-15
constexpr absl::Duration kDay = absl::Hours(24);

class TlsTest : public testing::Test {
 protected:
  TlsTest() : dir_(absl::StrCat(testing::TempDir(), "/tls-", NewOpaqueId())) {
    for (const char* authority : {"one", "other"}) {
      const std::string dir = absl::StrCat(dir_, "/", authority);
      EXPECT_TRUE(pki::CreateAuthority(dir, kNow).ok());
      EXPECT_TRUE(pki::IssueCertificate(dir, {pki::SubjectKind::kService, "s", {"localhost"}, 30},
                                        absl::StrCat(dir, "/s"), kNow)
                      .ok());
      EXPECT_TRUE(pki::IssueCertificate(dir, {pki::SubjectKind::kPerson, "p", {}, 30},
                                        absl::StrCat(dir, "/p"), kNow)
                      .ok());
    }
  }
  ~TlsTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(absl::string_view name) const { return absl::StrCat(dir_, "/", name); }
  absl::Status Check(const std::string& ca, const std::string& certificate, const std::string& key,
                     absl::Time now = kNow, pki::Use use = pki::Use::kServe) const {
    return CheckTls({Path(ca), Path(certificate), Path(key)}, use, now).status();
  }

  const std::string dir_;
};

TEST_F(TlsTest, ASoundPairSaysUntilWhen) {
  const TlsFiles files = {Path("one/ca.crt.pem"), Path("one/s.crt.pem"), Path("one/s.key.pem")};
  const auto expiry = CheckTls(files, pki::Use::kServe, kNow);
  ASSERT_TRUE(expiry.ok()) << expiry.status();
  EXPECT_EQ(expiry->certificate, kNow + 30 * kDay);
  EXPECT_EQ(expiry->authority, kNow + pki::kAuthorityDays * kDay);
}

TEST_F(TlsTest, OutOfItsTimeACertificateIsRefusedToTheSecond) {
  const auto at = [&](absl::Time now) {
    return Check("one/ca.crt.pem", "one/s.crt.pem", "one/s.key.pem", now);
  };
  EXPECT_TRUE(at(kNow + 30 * kDay).ok());
  const absl::Status late = at(kNow + 30 * kDay + absl::Seconds(1));
  EXPECT_EQ(ReasonOf(late), "CERTIFICATE_EXPIRED");
  EXPECT_THAT(std::string(late.message()), testing::HasSubstr(Path("one/s.crt.pem")));
  EXPECT_THAT(std::string(late.message()), testing::HasSubstr("2019-12-15 00:00:00 UTC"));
  EXPECT_TRUE(at(kNow - absl::Minutes(5)).ok());
  EXPECT_EQ(ReasonOf(at(kNow - absl::Minutes(6))), "CERTIFICATE_NOT_YET_VALID");
}

TEST_F(TlsTest, AnAuthorityThatExpiredIsNamed) {
  // Issued in the last days of its authority, for longer than that lasts.
  const absl::Time end = kNow + pki::kAuthorityDays * kDay;
  ASSERT_TRUE(pki::IssueCertificate(Path("one"), {pki::SubjectKind::kPerson, "q", {}, 30},
                                    Path("one/q"), end - kDay)
                  .ok());
  const absl::Status status =
      Check("one/ca.crt.pem", "one/q.crt.pem", "one/q.key.pem", end + kDay, pki::Use::kCall);
  EXPECT_EQ(ReasonOf(status), "CERTIFICATE_EXPIRED");
  EXPECT_EQ(ErrorInfoOf(status)->metadata.at("file"), Path("one/ca.crt.pem"));
}

TEST_F(TlsTest, FilesThatDoNotBelongTogetherAreRefused) {
  EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "one/none", "one/s.key.pem")), "TLS_FILE_UNREADABLE");
  EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "one/s.key.pem", "one/s.crt.pem")),
            "TLS_FILE_DAMAGED");
  EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "one/s.crt.pem", "one/p.key.pem")),
            "CERTIFICATE_KEY_MISMATCH");
  EXPECT_EQ(ReasonOf(Check("other/ca.crt.pem", "one/s.crt.pem", "one/s.key.pem")),
            "CERTIFICATE_AUTHORITY_MISMATCH");
  EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "one/p.crt.pem", "one/p.key.pem")),
            "CERTIFICATE_NOT_FOR_SERVICES");
  EXPECT_TRUE(
      Check("one/ca.crt.pem", "one/p.crt.pem", "one/p.key.pem", kNow, pki::Use::kCall).ok());
}

TEST_F(TlsTest, AKeyThatOthersMayReadIsRefused) {
  const std::string key = Path("one/s.key.pem");
  const TlsFiles files = {Path("one/ca.crt.pem"), Path("one/s.crt.pem"), key};
  for (const auto& [mode, refused] : std::initializer_list<std::pair<unsigned, bool>>{
           {0644, true}, {0640, true}, {0602, true}, {0610, true}, {0600, false}, {0400, false}}) {
    std::filesystem::permissions(key, std::filesystem::perms(mode));
    const std::string reason = refused ? "TLS_KEY_PERMISSIONS" : "";
    const absl::Status status = CheckTls(files, pki::Use::kServe, kNow).status();
    EXPECT_EQ(ReasonOf(status), reason) << std::oct << mode;
    EXPECT_EQ(ReasonOf(ServerTls(files).status()), reason) << std::oct << mode;
    EXPECT_EQ(ReasonOf(MakeChannel("s", "localhost:1", files).status()), reason)
        << std::oct << mode;
    if (!refused) continue;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("chmod 0600"));
    EXPECT_EQ(ErrorInfoOf(status)->metadata.at("file"), key);
  }
}

TEST_F(TlsTest, NothingButAFileIsReadOrWaitedFor) {
  ForEachOddFile(Path("odd"), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(Check("odd", "one/s.crt.pem", "one/s.key.pem")), "TLS_FILE_UNREADABLE")
        << what;
    EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "odd", "one/s.key.pem")), "TLS_FILE_UNREADABLE")
        << what;
    EXPECT_EQ(ReasonOf(Check("one/ca.crt.pem", "one/s.crt.pem", "odd")), "TLS_FILE_UNREADABLE")
        << what;
  });
}

}  // namespace
}  // namespace mingce::rpc
