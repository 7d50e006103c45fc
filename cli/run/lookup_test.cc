#include "cli/run/lookup.h"

#include <gmock/gmock.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "cli/run/session_for_test.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::cli {
namespace {

using LookupTest = SessionTest;

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

TEST(ReadTimeTest, AMomentIsBeijingTimeUnlessItSaysAnother) {
  const auto moment = [](const char* text) {
    const absl::StatusOr<absl::Time> time = ParseTimeOption(text, "--known-at");
    return time.ok() ? absl::FormatTime(*time, absl::UTCTimeZone()) : ReasonOf(time.status());
  };
  EXPECT_EQ(moment("2019-11-30T18:00"), "2019-11-30T10:00:00+00:00");
  EXPECT_EQ(moment("2019-11-30T18:00:01.5"), "2019-11-30T10:00:01.5+00:00");
  EXPECT_EQ(moment("2019-11-30T18:00Z"), "2019-11-30T18:00:00+00:00");
  EXPECT_EQ(moment("2019-11-30T18:00:00+09:00"), "2019-11-30T09:00:00+00:00");
  EXPECT_EQ(moment("2019-11-30"), "2019-11-30T15:59:59.999999+00:00");
  for (const char* bad : {"", "2019-11", "2019-11-31", "18:00", "2019-11-30T25:00", "yesterday"}) {
    EXPECT_EQ(moment(bad), "BAD_TIME") << bad;
  }
}

}  // namespace
}  // namespace mingce::cli
