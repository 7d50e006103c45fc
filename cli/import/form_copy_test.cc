#include "cli/import/form_copy.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"

namespace mingce::cli {
namespace {

// A profile of services that are not there.
class FormCopyTest : public testing::Test {
 protected:
  FormCopyTest()
      : dir_(absl::StrCat(testing::TempDir(), "/form-copy-", NewOpaqueId())),
        session_({.language = Language::kChinese,
                  .json = false,
                  .profile = dir_ + "/profile.json",
                  .retry_seconds = 0},
                 Clock::System()) {
    const absl::Time now = Clock::System().Now();
    EXPECT_TRUE(pki::CreateAuthority(dir_, now).ok());
    EXPECT_TRUE(
        pki::IssueCertificate(dir_, {pki::SubjectKind::kPerson, "p", {}, 1}, dir_ + "/p", now)
            .ok());
    Write("profile.json",
          R"({"registry":"127.0.0.1:1","members":"127.0.0.1:1","reporting":"127.0.0.1:1",)"
          R"("ca":"ca.crt.pem","cert":"p.crt.pem","key":"p.key.pem"})");
    std::filesystem::create_directory(dir_ + "/form-cache");
  }
  ~FormCopyTest() override { std::filesystem::remove_all(dir_); }

  void Write(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(WriteTextFile(absl::StrCat(dir_, "/", name), text, 0600).ok());
  }
  void KeepForm(const std::string& campaign) const {
    Write(absl::StrCat("form-cache/", campaign, ".json"),
          absl::StrCat(R"({"campaign":{"name":"campaigns/)", campaign,
                       R"("},"form":{"name":"forms/f"}})"));
  }

  const std::string dir_;
  Session session_;
};

TEST_F(FormCopyTest, TheOnlyCopyServesWhenNoCampaignIsGiven) {
  const auto connection = session_.Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  EXPECT_EQ(ReasonOf(FetchMemberForm(session_, **connection, "").status()), "SERVICE_UNREACHABLE");
  KeepForm("a-2019");
  const auto copy = FetchMemberForm(session_, **connection, "");
  ASSERT_TRUE(copy.ok()) << copy.status();
  EXPECT_EQ(copy->campaign.name(), "campaigns/a-2019");
  EXPECT_EQ(copy->form.name(), "forms/f");
  KeepForm("b-2020");
  EXPECT_EQ(ReasonOf(FetchMemberForm(session_, **connection, "").status()), "SERVICE_UNREACHABLE");
  EXPECT_TRUE(FetchMemberForm(session_, **connection, "b-2020").ok());
}

}  // namespace
}  // namespace mingce::cli
