#include "services/members/app/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/members/app/roll_for_test.h"

namespace mingce::members {
namespace {

constexpr char kOverBudget[] = "QUESTIONS_OVER_BUDGET";

class QuestionsTest : public RollTest {
 protected:
  QuestionsTest() {
    OpenCampaign();
    ImportOne(known_);
  }

  // Puts what the last call touched into the log, as the dispatcher does.
  void Record() {
    ledger::Command command;
    command.decide = [this](ledger::Transaction& transaction,
                            audit::Entry*) -> absl::StatusOr<std::string> {
      for (const audit::Entry& entry : touched_) transaction.AppendAudit(entry);
      return std::string();
    };
    ASSERT_THAT(ledger_.SubmitAndWait(std::move(command)).status(), IsOk());
  }

  absl::Status Ask(const Cells& person) {
    const absl::Status status = Check({person}).status();
    if (status.ok()) Record();
    return status;
  }

  absl::Status Look(const Cells& person) {
    const Call call = NewCall("members.LookupMember");
    const absl::Status status = LookupMember(roll_, call,
                                             {.id_type_code = "01",
                                              .id_number = person.at("id_number"),
                                              .full_name = person.at("full_name"),
                                              .nationality = {}})
                                    .status();
    Keep(call);
    touched_.front().decision = status.ok() ? "OK" : ReasonOf(status);
    if (ReasonOf(status) != kOverBudget) Record();
    return status;
  }

  // Until refused; how many were answered.
  int GuessOn(const std::function<absl::Status()>& guess) {
    int answered = 0;
    while (ReasonOf(guess()) != kOverBudget && answered < 10'000) ++answered;
    return answered;
  }

  // As the registry says it: the officer checks for a benefit system too, within these limits.
  registry::mirror::RoleGrant Limit(const std::string& id, const policy::QuestionLimits& limits) {
    const registry::mirror::RoleGrant grant{.id = id,
                                            .identity = kOfficer,
                                            .role = policy::v1::BENEFIT_SYSTEM,
                                            .organization = {},
                                            .from = absl::CivilDay(2019, 11, 10),
                                            .until = std::nullopt,
                                            .question_limits = limits};
    Publish(grant);
    return grant;
  }

  const Cells known_ = PersonCells(1, UnionCode(1));
  const Cells unknown_ = PersonCells(2, "");
};

TEST_F(QuestionsTest, GuessesAreRefusedAndSayWhenToComeBack) {
  EXPECT_EQ(GuessOn([&] { return Ask(unknown_); }), 2'000);
  const absl::Status refused = Ask(known_);
  ASSERT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("budget"), "misses");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("retry_after_seconds"), "31");
  EXPECT_EQ(ReasonOf(Look(known_)), kOverBudget) << "one budget for both";
  clock_.Advance(absl::Seconds(31));
  EXPECT_THAT(Ask(known_), IsOk());
  EXPECT_EQ(questions_.totals().missed, 2'000u);
  EXPECT_EQ(questions_.totals().refused, 3u);
}

TEST_F(QuestionsTest, LookupsAreGuessesToo) {
  EXPECT_EQ(GuessOn([&] { return Look(unknown_); }), 2'000);
}

TEST_F(QuestionsTest, OneWhoIsRightIsNotRefused) {
  for (int i = 0; i < 5'000; ++i) ASSERT_THAT(Ask(known_), IsOk());
  EXPECT_EQ(questions_.totals().missed, 0u);
  EXPECT_EQ(questions_.totals().alarmed, 0u);
}

TEST_F(QuestionsTest, SettingTheClockPaysNoDebt) {
  GuessOn([&] { return Ask(unknown_); });
  clock_.StepWall(absl::Hours(24 * 400));
  EXPECT_EQ(ReasonOf(Ask(known_)), kOverBudget);
}

TEST_F(QuestionsTest, MissingTooOftenIsSaidOnceInTheLog) {
  for (int i = 0; i < 500; ++i) ASSERT_THAT(Ask(unknown_), IsOk());
  std::vector<audit::Entry> said;
  for (const audit::Entry& entry : Audit()) {
    if (entry.decision == "MISSES_TOO_OFTEN") said.push_back(entry);
  }
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said.front().actor, kOfficer);
  EXPECT_EQ(said.front().count, 200u);
  EXPECT_EQ(questions_.totals().alarmed, 1u);
}

TEST_F(QuestionsTest, ARestartMakesNoBudgetNew) {
  for (int i = 0; i < 500; ++i) ASSERT_EQ(ReasonOf(Look(unknown_)), "MEMBER_NOT_FOUND");
  clock_.Advance(absl::Hours(1));  // 120 of them are made good
  for (int i = 0; i < 1'000; ++i) ASSERT_THAT(Ask(unknown_), IsOk());
  for (int i = 0; i < 10; ++i) ASSERT_THAT(Ask(known_), IsOk());
  Questions restarted(&clock_, &ledger_, mirror_.get());
  ASSERT_THAT(restarted.ReadPast(*store_), IsOk());
  EXPECT_EQ(restarted.totals().alarmed, 1u) << "and it is not said again";
  const std::vector<AskedAbout> miss = {{.subject = "numbers/x", .case_tag = "", .missed = true}};
  int left = 0;
  for (; restarted.MayAsk(kOfficer, 1).ok() && left < 5'000; ++left) {
    ASSERT_THAT(restarted.Count(kOfficer, miss), IsOk());
    ASSERT_THAT(questions_.MayAsk(kOfficer, 1), IsOk());
    ASSERT_THAT(questions_.Count(kOfficer, miss), IsOk());
  }
  EXPECT_EQ(left, 620);
  EXPECT_EQ(ReasonOf(questions_.MayAsk(kOfficer, 1)), kOverBudget);
  EXPECT_THAT(restarted.MayAsk("spiffe://test/person/anna", 1), IsOk());
}

TEST_F(QuestionsTest, WhatIsLongPastIsNotReadAgain) {
  GuessOn([&] { return Ask(unknown_); });
  clock_.Advance(absl::Hours(49));
  Questions restarted(&clock_, &ledger_, mirror_.get());
  ASSERT_THAT(restarted.ReadPast(*store_), IsOk());
  EXPECT_THAT(restarted.MayAsk(kOfficer, 1), IsOk());
  EXPECT_EQ(restarted.totals().alarmed, 0u);
}

TEST_F(QuestionsTest, LimitsOfTheRegistryHoldFromTheNextCallOn) {
  registry::mirror::RoleGrant small = Limit("small", {.misses_at_once = 20});
  EXPECT_EQ(GuessOn([&] { return Ask(unknown_); }), 20);
  registry::mirror::RoleGrant large = Limit("large", {.misses_at_once = 2'800});
  EXPECT_EQ(GuessOn([&] { return Ask(unknown_); }), 2'780) << "less what was missed before";
  large.revoked = true;
  Publish(large);
  EXPECT_EQ(ReasonOf(Ask(known_)), kOverBudget);
  small.revoked = true;
  Publish(small);
  EXPECT_THAT(Ask(known_), IsOk()) << "as by default again, of two small budgets that are owed";
}

TEST_F(QuestionsTest, ARestartKnowsTheLimitsToo) {
  Limit("small", {.misses_at_once = 50, .misses_a_day = 50});
  for (int i = 0; i < 30; ++i) ASSERT_THAT(Ask(unknown_), IsOk());
  clock_.Advance(absl::Hours(12));  // 25 of them are made good
  Questions restarted(&clock_, &ledger_, mirror_.get());
  ASSERT_THAT(restarted.ReadPast(*store_), IsOk());
  int left = 0;
  for (; restarted.MayAsk(kOfficer, 1).ok() && left < 100; ++left) {
    ASSERT_THAT(
        restarted.Count(kOfficer, {{.subject = "numbers/x", .case_tag = "", .missed = true}}),
        IsOk());
  }
  EXPECT_EQ(left, 45);
}

TEST_F(QuestionsTest, ABatchLargerThanItMayEverBeSaysHowManyItMayHold) {
  Limit("small", {.persons_a_case = 2});
  const Cells third = PersonCells(3, "");
  const absl::Status refused = Check({known_, unknown_, third}).status();
  ASSERT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(refused), kOverBudget);
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("budget"), "persons_a_case");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("most"), "2");
  EXPECT_FALSE(ErrorInfoOf(refused)->metadata.contains("retry_after_seconds"));
  EXPECT_THAT(touched_.front().subject, testing::IsEmpty()) << "nobody was looked up";
  EXPECT_THAT(Check({known_, unknown_}), IsOk());
  const absl::Status another = Check({third}).status();
  EXPECT_TRUE(ErrorInfoOf(another)->metadata.contains("retry_after_seconds")) << "tomorrow";
}

TEST_F(QuestionsTest, AnEntryThatAnswersNothingIsNoQuestion) {
  audit::Entry entry{.action = "members.LookupMember",
                     .subject = "members/x",
                     .decision = "QUESTIONS_OVER_BUDGET"};
  EXPECT_FALSE(AskedIn(entry).has_value());
  entry.decision = "MEMBER_NOT_FOUND";
  EXPECT_TRUE(AskedIn(entry)->missed);
  entry.action = "members.GetMember";
  EXPECT_FALSE(AskedIn(entry).has_value());
  EXPECT_FALSE(AskedIn({.action = "members.CheckEligibility", .decision = "UNSOUND"}).has_value());
}

}  // namespace
}  // namespace mingce::members
