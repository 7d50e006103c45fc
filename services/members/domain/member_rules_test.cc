#include "services/members/domain/member_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingce::members {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr gb::Date kToday = {2019, 11, 15};

form::CheckedRow Row(std::map<std::string, std::string> values) {
  form::CheckedRow row;
  row.values = std::move(values);
  row.document = gb::IdentityDocument{.type = gb::DocumentType::kCitizenCard,
                                      .number = "439999199003071235",
                                      .key = "CN:439999199003071235",
                                      .birth = gb::Date{1990, 3, 7},
                                      .sex = gb::Sex::kMale};
  return row;
}

std::vector<std::string> Reasons(std::map<std::string, std::string> values) {
  form::CheckedRow row = Row(std::move(values));
  CheckMemberRow(kToday, &row);
  std::vector<std::string> reasons;
  for (const form::RowFinding& finding : row.findings) {
    reasons.push_back(finding.field + ":" + finding.reason);
  }
  return reasons;
}

TEST(MemberRulesTest, ASoundRowHasNoFindings) {
  EXPECT_THAT(Reasons({{"sex", "1"},
                       {"birth_date", "1990-03-07"},
                       {"joined_on", "2015-03-07"},
                       {"change_type", "1"},
                       {"change_date", "2015-03-07"},
                       {"political_status", "13"},
                       {"education", "21"},
                       {"employment_status", "1"}}),
              IsEmpty());
  EXPECT_THAT(Reasons({{"birth_date", "1990-03"}}), IsEmpty()) << "month precision agrees";
}

TEST(MemberRulesTest, SexAndBirthAgreeWithTheNumber) {
  EXPECT_THAT(Reasons({{"sex", "2"}}), ElementsAre("sex:ID_SEX_MISMATCH"));
  EXPECT_THAT(Reasons({{"birth_date", "1990-03-08"}}),
              ElementsAre("birth_date:ID_BIRTHDATE_MISMATCH"));
  EXPECT_THAT(Reasons({{"birth_date", "1990-04"}}),
              ElementsAre("birth_date:ID_BIRTHDATE_MISMATCH"));
}

TEST(MemberRulesTest, NobodyUnderSixteenJoins) {
  EXPECT_THAT(Reasons({{"birth_date", "1990-03-07"}, {"joined_on", "2006-03-07"}}), IsEmpty());
  EXPECT_THAT(Reasons({{"birth_date", "1990-03-07"}, {"joined_on", "2006-03-06"}}),
              ElementsAre("joined_on:TOO_YOUNG_TO_JOIN"));
}

TEST(MemberRulesTest, TheRetiredKeepTheirMembershipButDoNotJoin) {
  const auto joins_retired = [](const char* sex, const char* birth) {
    return Reasons(
        {{"employment_status", "4"}, {"change_type", "1"}, {"sex", sex}, {"birth_date", birth}});
  };
  EXPECT_THAT(joins_retired("1", "1959-11-15"), Contains("employment_status:RETIRED_CANNOT_JOIN"));
  EXPECT_THAT(joins_retired("2", "1969-11-15"), Contains("employment_status:RETIRED_CANNOT_JOIN"));
  // A day short of the age: a special trade, an illness or a slip.
  EXPECT_THAT(joins_retired("1", "1959-11-16"), Contains("employment_status:RETIRED_EARLY"));
  EXPECT_THAT(joins_retired("2", "1969-11-16"), Contains("employment_status:RETIRED_EARLY"));
  EXPECT_THAT(Reasons({{"employment_status", "4"}, {"change_type", "3"}}), IsEmpty());
  EXPECT_EQ(StateOf({{"employment_status", "4"}}), MembershipState::kRetained);
  EXPECT_EQ(StateOf({{"change_type", "3"}}), MembershipState::kRetained);
  EXPECT_EQ(StateOf({{"employment_status", "1"}, {"change_type", "1"}}), MembershipState::kActive);
}

TEST(MemberRulesTest, ASheetsDayIsTheStatesOnlyWhereItTellsOfIt) {
  const absl::CivilDay ninth(2019, 11, 9);
  const Values joined = {{"change_type", "1"}, {"change_date", "2015-03-07"}};
  const Values kept = {{"change_type", "3"}, {"change_date", "2019-11-09"}};
  const Values back = {{"change_type", "2"}, {"change_date", "2019-11-09"}};
  EXPECT_EQ(StateDayOf(joined, kept).day, ninth);
  EXPECT_EQ(StateDayOf({}, kept).day, ninth);
  EXPECT_EQ(StateDayOf({{"change_type", "3"}}, back).day, ninth);
  EXPECT_EQ(StateDayOf(joined, back).day, std::nullopt) << "joined, then came from elsewhere";
  EXPECT_EQ(StateDayOf(joined, {{"change_type", "3"}}).day, std::nullopt);
  Values unemployed = joined;
  unemployed["employment_status"] = "3";
  EXPECT_EQ(StateDayOf(joined, unemployed).day, std::nullopt) << "it is the day of joining";
  EXPECT_EQ(StateDayOf({{"change_type", "1"}}, unemployed).day, std::nullopt);
  Values corrected = kept;
  corrected["change_date"] = "2019-11-08";
  EXPECT_EQ(StateDayOf(kept, corrected).day, absl::CivilDay(2019, 11, 8));
  EXPECT_EQ(StateDayOf(kept, corrected).before, ninth);
}

TEST(MemberRulesTest, WhoLeftIsNotImportedAndTheReasonIsAskedFor) {
  EXPECT_THAT(Reasons({{"change_type", "6"}}),
              ElementsAre("change_type:MEMBERSHIP_ENDED", "change_reason:FIELD_MISSING"));
  EXPECT_THAT(Reasons({{"change_type", "6"}, {"change_reason", "5"}}),
              ElementsAre("change_type:MEMBERSHIP_ENDED"));
}

TEST(MemberRulesTest, DatesFollowEachOther) {
  EXPECT_THAT(Reasons({{"joined_on", "2019-11-16"}}), ElementsAre("joined_on:DATE_IN_FUTURE"));
  EXPECT_THAT(Reasons({{"joined_on", "2019-11-15"}, {"change_date", "2019-11-14"}}),
              ElementsAre("change_date:CHANGE_BEFORE_JOINING"));
}

TEST(MemberRulesTest, AForeignerIsNotAskedForAnEthnicity) {
  const auto reasons_without = [](const char* id_type) {
    form::CheckedRow row = Row({{"id_type", id_type}});
    row.AddError("ethnicity", "FIELD_MISSING", "民族不能为空", "ethnicity must not be empty");
    CheckMemberRow(kToday, &row);
    return row.findings.size();
  };
  EXPECT_EQ(reasons_without("04"), 0u);
  EXPECT_EQ(reasons_without("08"), 0u);
  EXPECT_EQ(reasons_without("01"), 1u);
  EXPECT_EQ(reasons_without("05"), 1u) << "a compatriot of Hong Kong has one";
}

}  // namespace
}  // namespace mingce::members
