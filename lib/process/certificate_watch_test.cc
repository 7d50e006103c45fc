#include "lib/process/certificate_watch.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"

namespace mingce::process {
namespace {

using testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1'573'776'000);  // 2019-11-15
constexpr absl::Duration kDay = absl::Hours(24);

class CertificateWatchTest : public testing::Test {
 protected:
  CertificateWatchTest() : dir_(absl::StrCat(testing::TempDir(), "/watch-", NewOpaqueId())) {
    EXPECT_TRUE(pki::CreateAuthority(dir_, kNow).ok());
    EXPECT_TRUE(pki::IssueCertificate(dir_, {pki::SubjectKind::kService, "s", {"localhost"}, 30},
                                      dir_ + "/s", kNow)
                    .ok());
  }
  ~CertificateWatchTest() override { std::filesystem::remove_all(dir_); }

  absl::StatusOr<CertificateWatch> Start(absl::Time now) const {
    return CertificateWatch::Start({dir_ + "/ca.crt.pem", dir_ + "/s.crt.pem", dir_ + "/s.key.pem"},
                                   now);
  }
  static std::string LoggedBy(CertificateWatch* watch, absl::Time now) {
    testing::internal::CaptureStderr();
    watch->Tick(now);
    return testing::internal::GetCapturedStderr();
  }

  const std::string dir_;
};

TEST_F(CertificateWatchTest, AnExpiredCertificateDoesNotStart) {
  EXPECT_EQ(ReasonOf(Start(kNow + 31 * kDay).status()), "CERTIFICATE_EXPIRED");
  EXPECT_EQ(ReasonOf(Start(kNow - kDay).status()), "CERTIFICATE_NOT_YET_VALID");
}

TEST_F(CertificateWatchTest, WarnsOnceADayFromFourteenDaysBefore) {
  auto watch = Start(kNow);
  ASSERT_TRUE(watch.ok()) << watch.status();
  EXPECT_EQ(LoggedBy(&*watch, kNow), "");
  EXPECT_EQ(LoggedBy(&*watch, kNow + 16 * kDay - absl::Seconds(1)), "");
  const std::string first = LoggedBy(&*watch, kNow + 16 * kDay);
  EXPECT_THAT(first, AllOf(HasSubstr("certificate expires soon"), HasSubstr("/s.crt.pem"),
                           HasSubstr("2019-12-15T00:00:00"), HasSubstr("\"days_left\":\"14\"")));
  EXPECT_EQ(LoggedBy(&*watch, kNow + 17 * kDay - absl::Seconds(1)), "");
  EXPECT_THAT(LoggedBy(&*watch, kNow + 17 * kDay), HasSubstr("expires soon"));
  EXPECT_THAT(LoggedBy(&*watch, kNow + 31 * kDay), HasSubstr("certificate expired"));
}

TEST_F(CertificateWatchTest, OneStartedInTheLastDaysWarnsAtOnce) {
  auto watch = Start(kNow + 29 * kDay);
  ASSERT_TRUE(watch.ok()) << watch.status();
  EXPECT_THAT(LoggedBy(&*watch, kNow + 29 * kDay), HasSubstr("\"days_left\":\"1\""));
}

TEST_F(CertificateWatchTest, TheEndsAreMetrics) {
  const auto watch = Start(kNow);
  ASSERT_TRUE(watch.ok()) << watch.status();
  const auto metrics = rpc::Metrics::Create("members");
  watch->AddReadings(metrics.get());
  const std::string name = "mingce_members_certificate_expiry_timestamp_seconds";
  EXPECT_THAT(metrics->Text(), HasSubstr(name + "{certificate=\"own\"} 1576368000"));
  EXPECT_THAT(metrics->Text(), HasSubstr(name + "{certificate=\"authority\"} "));
}

}  // namespace
}  // namespace mingce::process
