#include "services/registry/app/import_organizations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/app/register.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ImportOrganizationsTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }

  std::vector<std::string> Refusals(const Cells& row) {
    const RowResult result = ImportOne(row);
    EXPECT_EQ(result.outcome, type::REJECTED);
    EXPECT_FALSE(result.organization.has_value());
    return Reasons(result);
  }
};

TEST_F(ImportOrganizationsTest, ASoundRowIsRegisteredAndNamesNobody) {
  const RowResult result = ImportOne(SoundRow(CountyCell(), 1, {}));
  ASSERT_EQ(result.outcome, type::ACCEPTED) << absl::StrJoin(Reasons(result), ", ");
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(result.number, 5u);
  const auto view = GetOrganization(parts_, NewCall(), *result.organization, {});
  ASSERT_THAT(view, IsOk());
  const Organization& organization = view->organization;
  EXPECT_EQ(organization.union_uscc, UnionCode(1));
  EXPECT_EQ(organization.unit_uscc, UnitCode(1));
  EXPECT_EQ(organization.parent, county());
  EXPECT_EQ(organization.established_on, (gb::Date{2005, 3, 18}));
  EXPECT_EQ(organization.attributes.at("has_legal_person"), "1");
  EXPECT_FALSE(organization.provisional());
  EXPECT_TRUE(organization.collected);
  EXPECT_EQ(view->contact_name_masked, "欧阳**");
  const std::string event = Events().back().SerializeAsString();
  EXPECT_THAT(event, HasSubstr("测试单位1"));
  EXPECT_TRUE(
      DataOf<events::v1::OrganizationCreated>(Events().back()).organization().may_own_members());
  std::string everything;  // keys and values of the whole store, sealed ones among them
  ASSERT_THAT(store_->Scan("",
                           [&](absl::string_view key, absl::string_view value) {
                             absl::StrAppend(&everything, key, value);
                             return true;
                           }),
              IsOk());
  for (const char* secret : {"张三", "欧阳小四", "6620000"}) {
    EXPECT_THAT(everything, Not(HasSubstr(secret)));
  }
}

TEST_F(ImportOrganizationsTest, TheSameAgainIsUnchanged) {
  const Cells row = SoundRow(CountyCell(), 1, {{"aliases", "别名甲|别名乙"}});
  const RowResult first = ImportOne(row);
  const std::size_t events = Events().size();
  clock_.Advance(absl::Hours(24));
  const RowResult again = ImportOne(row);
  EXPECT_EQ(again.outcome, type::UNCHANGED);
  EXPECT_EQ(again.organization, first.organization);
  EXPECT_EQ(Events().size(), events);
  EXPECT_EQ(Read(*first.organization).revision, 1);

  Cells changed = row;
  changed["contact_phone"] = "13912345678";
  EXPECT_EQ(ImportOne(changed).outcome, type::UPDATED);
  EXPECT_EQ(Read(*first.organization).revision, 2);
  EXPECT_EQ(Events().back().type(), "mingce.registry.events.v1.OrganizationUpdated");
  changed["industry"] = "教育";
  EXPECT_EQ(ImportOne(changed).outcome, type::UNCHANGED) << "another spelling of the same";
  changed["industry"] = "A";
  EXPECT_EQ(ImportOne(changed).outcome, type::UPDATED);
}

TEST_F(ImportOrganizationsTest, RulesHoldForWhatIsStored) {
  const Cells row =
      SoundRow(CountyCell(), 1, {{"union_kind", "31"}, {"union_uscc", UnionCode(7, "89")}});
  ASSERT_EQ(ImportOne(row).outcome, type::ACCEPTED);
  Cells without = row;  // keeps the code, which a base union may not have
  without["union_kind"] = "41";
  without["union_uscc"] = "";
  without["has_legal_person"] = "否";
  without["union_uscc_absent_reason"] = "2";
  EXPECT_THAT(Reasons(ImportOne(without)), Contains("union_uscc USCC_KIND_MISMATCH"));
}

TEST_F(ImportOrganizationsTest, ACodeHeldElsewhereIsTaken) {
  const Organization town = MustCreate("陬市镇工会联合会");
  ASSERT_EQ(ImportOne(SoundRow(CountyCell(), 1, {})).outcome, type::ACCEPTED);
  const RowResult moved = ImportOne(SoundRow(town.id.text(), 1, {}));
  EXPECT_EQ(moved.outcome, type::REJECTED);
  EXPECT_THAT(Reasons(moved), ElementsAre("union_uscc USCC_TAKEN"));
  EXPECT_THAT(moved.findings[0].message(), HasSubstr("测试单位1工会委员会"));
  EXPECT_THAT(Refusals(SoundRow(CountyCell(), 2, {{"unit_uscc", UnitCode(1)}})),
              ElementsAre("unit_uscc USCC_TAKEN"));
}

TEST_F(ImportOrganizationsTest, RowsSeeTheRowsBeforeThem) {
  const auto results =
      Import({SoundRow(CountyCell(), 1, {{"union_kind", "32"}}),
              SoundRow(absl::StrCat(UnionCode(1), " 测试单位1工会委员会"), 2, {}),
              SoundRow(UnitCode(2), 3, {{"union_kind", "51"}}),
              SoundRow(absl::StrCat("organizations/", CountyCell()), 1, {{"union_kind", "32"}})});
  ASSERT_THAT(results, IsOk());
  EXPECT_EQ((*results)[0].outcome, type::ACCEPTED);
  EXPECT_EQ((*results)[1].outcome, type::ACCEPTED);
  EXPECT_THAT((*results)[1].findings, IsEmpty()) << "the hint is its name";
  EXPECT_EQ((*results)[2].outcome, type::ACCEPTED) << absl::StrJoin(Reasons((*results)[2]), ", ");
  EXPECT_EQ((*results)[3].outcome, type::UNCHANGED);
  EXPECT_EQ(Read(*(*results)[2].organization).parent, (*results)[1].organization);
}

TEST_F(ImportOrganizationsTest, AParentThatARowBeforeIsNeedsNoSuggestion) {
  ASSERT_EQ(ImportOne(SoundRow(CountyCell(), 1, {{"union_kind", "32"}})).outcome, type::ACCEPTED);
  const auto results = Import({SoundRow("", 7, {{"union_kind", "32"}}),
                               SoundRow(absl::StrCat(UnionCode(7), " 测试单位1"), 2, {}),
                               SoundRow(absl::StrCat(UnionCode(8), " 测试单位1"), 3, {})});
  ASSERT_THAT(results, IsOk());
  EXPECT_THAT(Reasons((*results)[0]), ElementsAre("parent_union FIELD_MISSING"));
  EXPECT_THAT(Reasons((*results)[1]), ElementsAre("parent_union PARENT_UNKNOWN"));
  EXPECT_THAT((*results)[1].findings[0].candidates(), IsEmpty()) << "its own row is to be mended";
  EXPECT_THAT((*results)[2].findings[0].candidates(), SizeIs(1));
}

TEST_F(ImportOrganizationsTest, ParentsAreBoundByIdOrCode) {
  ASSERT_EQ(ImportOne(SoundRow(CountyCell(), 1, {{"union_kind", "32"}})).outcome, type::ACCEPTED);
  const RowResult by_name = ImportOne(SoundRow("测试单位1工会委员会", 2, {}));
  EXPECT_THAT(Reasons(by_name), ElementsAre("parent_union PARENT_BY_NAME"));
  EXPECT_THAT(by_name.findings[0].candidates(),
              ElementsAre(absl::StrCat(UnionCode(1), " 测试单位1工会委员会")));
  const RowResult unknown = ImportOne(SoundRow(absl::StrCat(UnionCode(7), " 测试单位1"), 2, {}));
  EXPECT_THAT(Reasons(unknown), ElementsAre("parent_union PARENT_UNKNOWN"));
  EXPECT_THAT(unknown.findings[0].candidates(), SizeIs(1)) << "a name that has the hint in it";
  EXPECT_THAT(Refusals(SoundRow("81439999X", 2, {})), ElementsAre("parent_union PARENT_UNKNOWN"));
  EXPECT_THAT(Refusals(SoundRow("", 2, {})), ElementsAre("parent_union FIELD_MISSING"));
  const RowResult other = ImportOne(SoundRow(absl::StrCat(UnionCode(1), " 县教育工会"), 2, {}));
  EXPECT_EQ(other.outcome, type::ACCEPTED);
  EXPECT_THAT(Reasons(other), ElementsAre("parent_union NAME_HINT_MISMATCH"));
}

TEST_F(ImportOrganizationsTest, TheTreesRulesAreFindings) {
  const Organization base = MustCreate("基层", "41");
  EXPECT_THAT(Refusals(SoundRow(base.id.text(), 1, {})),
              ElementsAre("parent_union PARENT_KIND_NOT_ALLOWED"));
  EXPECT_THAT(Refusals(SoundRow(CountyCell(), 1, {{"union_kind", "13"}})),
              testing::Contains("union_kind UNION_KIND_NOT_ALLOWED"));
  Organization last = MustCreate("联合会二");
  for (int level = 3; level <= 8; ++level) last = MustCreate("联合会", "31", last.id);
  EXPECT_THAT(Refusals(SoundRow(last.id.text(), 1, {})), ElementsAre("parent_union TREE_TOO_DEEP"));
  ASSERT_THAT(Close(last), IsOk());
  EXPECT_THAT(Refusals(SoundRow(last.id.text(), 1, {})),
              ElementsAre("parent_union ORGANIZATION_CLOSED"));
}

TEST_F(ImportOrganizationsTest, AllFindingsOfARowComeAtOnceAndOthersAreTaken) {
  const auto results = Import({SoundRow(CountyCell(), 1,
                                        {{"unit_uscc", "123"},
                                         {"industry", "没有的行业"},
                                         {"chair_name", ""},
                                         {"established_on", "2019/02/30"},
                                         {"declared_member_count", "121"}}),
                               SoundRow(CountyCell(), 2, {})});
  ASSERT_THAT(results, IsOk());
  EXPECT_EQ((*results)[0].outcome, type::REJECTED);
  EXPECT_THAT(
      Reasons((*results)[0]),
      testing::UnorderedElementsAre("unit_uscc USCC_LENGTH", "industry CODE_NOT_IN_LIST",
                                    "chair_name FIELD_MISSING", "established_on DATE_CALENDAR",
                                    "declared_member_count DECLARED_MEMBERS_EXCEED_EMPLOYEES"));
  EXPECT_EQ((*results)[1].outcome, type::ACCEPTED);
  EXPECT_EQ(GetStatus(parts_).organizations, 2);
}

TEST_F(ImportOrganizationsTest, ACodeTheRegisterHasStays) {
  const RowResult first = ImportOne(SoundRow(CountyCell(), 1, {}));
  const RowResult again = ImportOne(SoundRow(
      CountyCell(), 1,
      {{"union_uscc", ""}, {"union_uscc_absent_reason", "2"}, {"has_legal_person", "是"}}));
  EXPECT_EQ(again.organization, first.organization) << "found by its unit code";
  EXPECT_THAT(Reasons(again), ElementsAre("union_uscc USCC_KEPT"));
  EXPECT_EQ(again.outcome, type::UNCHANGED);
  EXPECT_EQ(Read(*first.organization).union_uscc, UnionCode(1));
}

TEST_F(ImportOrganizationsTest, ValidatingAnswersTheSameAndStoresNothing) {
  const std::vector<Cells> rows = {SoundRow(CountyCell(), 1, {{"union_kind", "32"}}),
                                   SoundRow(UnionCode(1), 2, {}), SoundRow("甲", 3, {})};
  const std::size_t events = Events().size();
  const auto dry = Import(rows, /*validate_only=*/true);
  ASSERT_THAT(dry, IsOk());
  EXPECT_EQ(Events().size(), events);
  EXPECT_EQ(GetStatus(parts_).organizations, 1);
  const auto real = Import(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ((*dry)[i].outcome, (*real)[i].outcome);
    EXPECT_EQ(Reasons((*dry)[i]), Reasons((*real)[i]));
    EXPECT_EQ((*dry)[i].organization, std::nullopt) << "there is none of that id";
  }
}

TEST_F(ImportOrganizationsTest, ACallThatIsNotAnImportIsRefusedWhole) {
  const auto reason = [&](OrganizationImport asked) {
    return ReasonOf(Import(std::move(asked), NewMutation()).status());
  };
  OrganizationImport asked{.campaign = kCampaignId, .columns = {"union_name"}, .rows = {}};
  EXPECT_EQ(reason(asked), "NO_ROWS");
  asked.rows.resize(501);
  EXPECT_EQ(reason(asked), "TOO_MANY_ROWS");
  asked.rows.resize(1);
  asked.columns = {"union_name", "nonsense"};
  EXPECT_EQ(reason(asked), "FORM_FIELD_UNKNOWN");
  asked.columns = {"union_name", "union_name"};
  EXPECT_EQ(reason(asked), "FORM_FIELD_UNKNOWN");
  asked.campaign = "none";
  EXPECT_EQ(reason(asked), "CAMPAIGN_NOT_FOUND");
}

// A number of 18 digits in a spreadsheet has lost its end whatever it shows.
TEST_F(ImportOrganizationsTest, ACodeHeldAsANumberIsRefused) {
  OrganizationImport asked{.campaign = kCampaignId, .columns = {}, .rows = {}};
  ImportRow& row = asked.rows.emplace_back();
  for (const auto& [key, value] : SoundRow(CountyCell(), 1, {})) {
    if (key == "unit_uscc") {
      row.numeric_columns.push_back(static_cast<std::uint32_t>(asked.columns.size()));
    }
    asked.columns.push_back(key);
    row.cells.push_back(value);
  }
  row.numeric_columns.push_back(1'000'000);  // beyond the row: nothing happens
  const auto results = Import(asked, NewMutation());
  ASSERT_THAT(results, IsOk());
  EXPECT_THAT(Reasons(results->front()), ElementsAre("unit_uscc ID_SPREADSHEET_DAMAGED"));
}

TEST_F(ImportOrganizationsTest, FiveHundredRowsAreOneCall) {
  std::vector<Cells> rows;
  for (int i = 1; i <= 500; ++i) rows.push_back(SoundRow(CountyCell(), i, {}));
  const auto results = Import(rows);
  ASSERT_THAT(results, IsOk());
  ASSERT_EQ(results->size(), 500u);
  for (const RowResult& result : *results) EXPECT_EQ(result.outcome, type::ACCEPTED);
}

}  // namespace
}  // namespace mingce::registry
