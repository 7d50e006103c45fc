#include "cli/lookup.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/pki/authority.h"
#include "cli/text_file.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::cli {
namespace {

// A profile of services that are not there.
class LookupTest : public testing::Test {
 protected:
  LookupTest()
      : dir_(absl::StrCat(testing::TempDir(), "/lookup-", NewOpaqueId())),
        session_({.english = false,
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
  ~LookupTest() override { std::filesystem::remove_all(dir_); }

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

TEST_F(LookupTest, TheOnlyCopyServesWhenNoCampaignIsGiven) {
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

TEST_F(LookupTest, ANameOfAnOrganisationIsTakenAsItIs) {
  const auto connection = session_.Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  const std::string id = NewOpaqueId();
  for (const std::string& given : {id, absl::StrCat("organizations/", id)}) {
    const auto name = OrganizationName(**connection, given);
    ASSERT_TRUE(name.ok()) << name.status();
    EXPECT_EQ(*name, absl::StrCat("organizations/", id));
  }
  EXPECT_EQ(ReasonOf(OrganizationName(**connection, "814399990000000001").status()),
            "SERVICE_UNREACHABLE");
}

TEST_F(LookupTest, WhatAUnionIsCalledIsNoCode) {
  const auto connection = session_.Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  for (const char* given : {"县教育工会", "", "union/a"}) {
    const absl::Status status = FindOrganization(**connection, given).status();
    EXPECT_EQ(ReasonOf(status), "ORGANIZATION_UNKNOWN") << given;
    EXPECT_THAT(MessageFor(status, false), testing::HasSubstr("mingcectl org search"));
  }
  for (const char* given : {"８１４３９９９９０００００００００１", "8143-9999-0000-000001"}) {
    EXPECT_EQ(ReasonOf(FindOrganization(**connection, given).status()), "SERVICE_UNREACHABLE");
  }
}

}  // namespace
}  // namespace mingce::cli
