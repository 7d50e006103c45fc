#include <gtest/gtest.h>

#include "services/registry/domain/campaign.h"

namespace mingce::registry {
namespace {

using Kind = QuotaFault::Kind;

UnionKinds Kinds() {
  return UnionKinds(gb::CodeList(
      "union_kind",
      {{.code = "41",
        .label = "a",
        .aliases = {},
        .attributes = {{"quota_node", "yes"}, {"may_own_members", "yes"}}},
       {.code = "31", .label = "b", .aliases = {}, .attributes = {{"quota_node", "yes"}}}}));
}

QuotaRow Row(const char* section, int seq, const char* title, std::int64_t target) {
  QuotaRow row;
  row.section = section;
  row.seq = seq;
  row.title = title;
  row.target = target;
  row.union_kind = "31";
  return row;
}

Kind FaultIn(QuotaRow second) {
  const auto fault = CheckQuotaRows({Row("county", 1, "甲", 1), std::move(second)}, Kinds());
  EXPECT_TRUE(fault.has_value());
  EXPECT_EQ(fault->row, 2u);
  return fault->kind;
}

TEST(QuotaPlanTest, FindsTheFirstFault) {
  EXPECT_FALSE(CheckQuotaRows({Row("county", 1, "甲", 1), Row("township", 1, "乙", 1)}, Kinds()));
  EXPECT_EQ(FaultIn(Row("county", 2, "乙", 0)), Kind::kBadTarget);
  EXPECT_EQ(FaultIn(Row("county", 1, "乙", 1)), Kind::kDuplicate);
  EXPECT_EQ(FaultIn(Row("county", 2, " 甲 ", 1)), Kind::kDuplicate);
  EXPECT_EQ(FaultIn(Row("city", 1, "乙", 1)), Kind::kSectionUnknown);
  EXPECT_EQ(FaultIn(Row("county", 2, " ", 1)), Kind::kTitleMissing);
  QuotaRow unknown = Row("county", 2, "乙", 1);
  unknown.union_kind = "77";
  EXPECT_EQ(FaultIn(unknown), Kind::kKindUnknown);
}

TEST(QuotaPlanTest, AddsUpAndComparesWithoutItsAuthor) {
  QuotaPlan plan{.document_number = "12",
                 .effective_on = {2019, 9, 25},
                 .rows = {},
                 .author = "a",
                 .recorded = {}};
  plan.rows = {Row("county", 1, "甲", 160), Row("county", 2, "乙", 40)};
  EXPECT_EQ(plan.allocated(), 200);
  QuotaPlan other = plan;
  other.author = "b";
  other.recorded = absl::FromUnixSeconds(1);
  EXPECT_TRUE(SameContent(plan, other));
  other.rows[1].target = 41;
  EXPECT_FALSE(SameContent(plan, other));
}

TEST(QuotaPlanTest, APlannedUnitHasReasonsInPlaceOfCodes) {
  const OrganizationId id = *OrganizationId::FromText("0123456789abcdefghjkmnpqrs");
  const OrganizationId county = *OrganizationId::FromText("0123456789abcdefghjkmnpqr0");
  QuotaRow row = Row("township", 1, "陬市镇工会联合会", 500);
  Organization unit = PlannedUnit(Kinds(), id, county, row);
  EXPECT_EQ(unit.parent, county);
  EXPECT_EQ(unit.union_name, "陬市镇工会联合会");
  EXPECT_EQ(unit.unit_uscc_absent_reason, "1");
  EXPECT_EQ(unit.union_uscc_absent_reason, "2");
  EXPECT_FALSE(unit.collected);
  EXPECT_TRUE(unit.provisional());
  row.union_kind = "41";
  EXPECT_EQ(PlannedUnit(Kinds(), id, county, row).unit_uscc_absent_reason, "2");
}

}  // namespace
}  // namespace mingce::registry
