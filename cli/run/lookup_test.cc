#include "cli/run/lookup.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/run/session.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"

namespace mingce::cli {
namespace {

// A profile of services that are not there.
class LookupTest : public testing::Test {
 protected:
  LookupTest()
      : dir_(absl::StrCat(testing::TempDir(), "/lookup-", NewOpaqueId())),
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
  }
  ~LookupTest() override { std::filesystem::remove_all(dir_); }

  void Write(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(WriteTextFile(absl::StrCat(dir_, "/", name), text, 0600).ok());
  }

  const std::string dir_;
  Session session_;
};

TEST_F(LookupTest, ANameOfAnOrganisationIsTakenAsItIs) {
  const auto connection = session_.Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  const std::string id = NewOpaqueId();
  for (const std::string& input : {id, absl::StrCat("organizations/", id)}) {
    const auto name = OrganizationName(**connection, input);
    ASSERT_TRUE(name.ok()) << name.status();
    EXPECT_EQ(*name, absl::StrCat("organizations/", id));
  }
  EXPECT_EQ(ReasonOf(OrganizationName(**connection, "814399990000000001").status()),
            "SERVICE_UNREACHABLE");
}

TEST_F(LookupTest, WhatAUnionIsCalledIsNoCode) {
  const auto connection = session_.Connect();
  ASSERT_TRUE(connection.ok()) << connection.status();
  for (const char* input : {"县教育工会", "", "union/a"}) {
    const absl::Status status = FindOrganization(**connection, input).status();
    EXPECT_EQ(ReasonOf(status), "ORGANIZATION_UNKNOWN") << input;
    EXPECT_THAT(MessageFor(status, false), testing::HasSubstr("mingcectl org search"));
  }
  for (const char* input : {"８１４３９９９９０００００００００１", "8143-9999-0000-000001"}) {
    EXPECT_EQ(ReasonOf(FindOrganization(**connection, input).status()), "SERVICE_UNREACHABLE");
  }
}

}  // namespace
}  // namespace mingce::cli
