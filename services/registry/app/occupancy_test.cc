// A union that has members is not closed and keeps a kind that may have them.

#include "services/registry/app/occupancy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class OccupancyTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }

  void Join(const std::string& member, const OrganizationId& organization, std::int64_t revision,
            bool ended = false) {
    ASSERT_THAT(ApplyMemberships(ledger_.get(),
                                 {{.member = member,
                                   .organization = organization,
                                   .ended = ended,
                                   .day = absl::CivilDay(2019, 11, 10),
                                   .revision = revision}},
                                 nullptr),
                IsOk());
  }
  std::string ClosingOf(const OrganizationId& id) { return ReasonOf(Close(Read(id)).status()); }
};

TEST_F(OccupancyTest, AUnionWithMembersIsNotClosed) {
  const Organization base = MustCreate("基层", "41");
  Join("m", base.id, 1);
  EXPECT_EQ(ClosingOf(base.id), "ORGANIZATION_HAS_MEMBERS");
  members_known_ = false;
  EXPECT_EQ(ClosingOf(base.id), "ORGANIZATION_HAS_MEMBERS") << "that much is known";
  members_known_ = true;
  const Organization other = MustCreate("另一个", "41");
  Join("m", other.id, 2);
  EXPECT_EQ(ClosingOf(base.id), "") << "the member has moved";
  Join("m", other.id, 3, /*ended=*/true);
  EXPECT_EQ(ClosingOf(other.id), "");
}

TEST_F(OccupancyTest, WithoutTheRollNothingIsTakenFromAUnionThatMayHaveMembers) {
  const Organization base = MustCreate("基层", "41");
  const Organization federation = MustCreate("联合会", "32");
  members_known_ = false;
  EXPECT_EQ(ClosingOf(base.id), "MEMBERS_UNKNOWN");
  EXPECT_EQ(Close(Read(base.id)).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(Update(base, {{"union_kind", "32"}}).status()), "MEMBERS_UNKNOWN");
  // Everything else goes on.
  EXPECT_THAT(Update(base, {{"union_kind", "42"}}), IsOk()) << "a kind that may have members too";
  EXPECT_EQ(ClosingOf(federation.id), "") << "its kind has no members";
  MustCreate("新的", "41");
  members_known_ = true;
  EXPECT_EQ(ClosingOf(base.id), "");
}

TEST_F(OccupancyTest, AUnionWithMembersKeepsAKindThatMayHaveThem) {
  const Organization town = MustCreate("镇", "31");
  Join("m", town.id, 1);
  EXPECT_EQ(ReasonOf(Update(town, {{"union_kind", "32"}}).status()), "ORGANIZATION_HAS_MEMBERS");
  EXPECT_THAT(Update(town, {{"union_kind", "33"}}), IsOk());

  Cells row = SoundRow(CountyCell(), 2, {});
  const OrganizationId imported = *ImportOne(row).organization;
  Join("n", imported, 1);
  row["union_kind"] = "32";
  const RowResult refused = ImportOne(row);
  EXPECT_EQ(refused.outcome, type::REJECTED);
  EXPECT_THAT(Reasons(refused), ElementsAre("union_kind ORGANIZATION_HAS_MEMBERS"));
  Join("n", imported, 2, /*ended=*/true);
  members_known_ = false;
  EXPECT_THAT(Reasons(ImportOne(row)), ElementsAre("union_kind MEMBERS_UNKNOWN"));
  members_known_ = true;
  EXPECT_THAT(Reasons(ImportOne(row)), IsEmpty());
  EXPECT_EQ(Read(imported).union_kind, "32");
}

TEST_F(OccupancyTest, TheCountyHasNoUnionCode) {
  const auto reason = [&](const std::string& code) {
    return ReasonOf(Update(Read(county()), {{"union_uscc", code}}).status());
  };
  EXPECT_EQ(reason(UnionCode(1)), "USCC_KIND_MISMATCH");
  EXPECT_EQ(reason(UnionCode(1, "89")), "USCC_KIND_MISMATCH");
  EXPECT_EQ(Read(county()).union_uscc_absent_reason, "3");
}

}  // namespace
}  // namespace mingce::registry
