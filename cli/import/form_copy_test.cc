#include "cli/import/form_copy.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/run/session_for_test.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

class FormCopyTest : public SessionTest {
 protected:
  FormCopyTest() { std::filesystem::create_directory(dir_ + "/form-cache"); }

  void KeepForm(const std::string& campaign) const {
    Write(absl::StrCat("form-cache/", campaign, ".json"),
          absl::StrCat(R"({"campaign":{"name":"campaigns/)", campaign,
                       R"("},"form":{"name":"forms/f"}})"));
  }
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
