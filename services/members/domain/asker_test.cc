#include "services/members/domain/asker.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace mingce::members {
namespace {

constexpr absl::Duration kNoon = absl::Hours(1'000);

AskedWhen At(absl::Duration since_noon) {
  const std::int64_t days = (since_noon + absl::Hours(12)) / absl::Hours(24);
  const absl::Duration of_day = since_noon + absl::Hours(12) - days * absl::Hours(24);
  return {.day = absl::CivilDay(2019, 11, 10) + days,
          .until_tomorrow = absl::Hours(24) - of_day,
          .steady = kNoon + since_noon};
}

class AskerTest : public testing::Test {
 protected:
  // Asks about person `n`, by itself.
  std::optional<OverBudget> Ask(int n, bool missed, absl::Duration when,
                                const std::string& case_tag = "c") {
    if (const auto refused = asker_.MayAsk(1, At(when))) return refused;
    return asker_.Count({{absl::StrCat("members/", n), case_tag, missed}}, At(when));
  }

  // Misses one after the other until refused; how many were answered.
  int MissOn(absl::Duration when = {}) {
    int answered = 0;
    while (answered < 100'000 && !Ask(7, true, when, "").has_value()) ++answered;
    return answered;
  }
  static std::vector<AskedAbout> Batch(int first, int persons, bool missed) {
    std::vector<AskedAbout> batch;
    for (int n = first; n < first + persons; ++n) {
      batch.push_back({absl::StrCat("members/", n), "c", missed});
    }
    return batch;
  }

  const policy::QuestionLimits limits_ = policy::kDefaultQuestionLimits;
  const absl::Duration miss_returns_after_ = absl::Seconds(30);
  Asker asker_{limits_};
};

TEST_F(AskerTest, HonestWorkNeverMeetsALimit) {
  int n = 0;
  for (int day = 0; day < 3; ++day) {  // 10,000 in an hour each day, every tenth wrong
    for (int i = 0; i < 10'000; ++i, ++n) {
      const absl::Duration when = absl::Hours(24 * day) + i * absl::Milliseconds(360);
      ASSERT_FALSE(Ask(n, i % 10 == 0, when, absl::StrCat("case", i / 500)).has_value()) << n;
    }
    EXPECT_FALSE(asker_.TakeAlarm());
  }
}

TEST_F(AskerTest, KnownPersonsMayBeAskedAboutAllDay) {
  for (int i = 0; i < 1'000'000; ++i) ASSERT_FALSE(Ask(i % 1'000, false, {}).has_value());
  EXPECT_EQ(asker_.persons_today(), 1'000u);
}

TEST_F(AskerTest, GuessesAreStoppedAndComeBackSlowly) {
  int answered = 0;
  for (int guess = 0; guess < 145'000; ++guess) {
    if (!Ask(7, true, guess * absl::Milliseconds(1)).has_value()) ++answered;  // 145 seconds
  }
  EXPECT_EQ(answered, limits_.misses_at_once + 4);
  const absl::Duration later = absl::Seconds(145);
  const std::optional<OverBudget> refused = Ask(7, true, later);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->budget, Budget::kMisses);
  ASSERT_TRUE(refused->retry_after.has_value());
  EXPECT_LE(*refused->retry_after, miss_returns_after_);
  EXPECT_TRUE(Ask(1, false, later).has_value()) << "who guesses is told nothing else either";
  EXPECT_FALSE(Ask(7, true, later + *refused->retry_after).has_value());
  EXPECT_TRUE(Ask(7, true, later + *refused->retry_after).has_value());
  EXPECT_TRUE(asker_.TakeAlarm());
  EXPECT_FALSE(asker_.TakeAlarm()) << "said once";
}

TEST_F(AskerTest, WhatABatchMissesBeyondTheBudgetIsADebt) {
  std::vector<AskedAbout> batch;
  for (int n = 0; n < 1'000; ++n) batch.push_back({absl::StrCat("numbers/", n), "", true});
  int answered = 0;
  while (!asker_.MayAsk(batch.size(), At({})).has_value() && answered < 10) {
    ASSERT_FALSE(asker_.Count(batch, At({})).has_value());
    ++answered;
  }
  EXPECT_EQ(answered, 2);
  const std::optional<OverBudget> refused = asker_.MayAsk(1, At({}));
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->retry_after, miss_returns_after_);
}

TEST_F(AskerTest, PersonsAreCountedOnceADayAndCase) {
  for (int n = 0; n < limits_.persons_a_case; ++n) {
    ASSERT_FALSE(Ask(n, false, {}).has_value());
  }
  const std::optional<OverBudget> refused = Ask(1'000'000, false, {});
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->budget, Budget::kPersonsACase);
  EXPECT_EQ(refused->retry_after, absl::Hours(12));
  EXPECT_FALSE(Ask(3, false, {}).has_value()) << "counted already";
  EXPECT_FALSE(Ask(1'000'000, false, {}, "another").has_value());
  EXPECT_FALSE(Ask(1'000'000, false, absl::Hours(12)).has_value()) << "another day";
}

TEST_F(AskerTest, ADayHasSoManyPersons) {
  for (int n = 0; n < limits_.persons_a_day; ++n) {
    ASSERT_FALSE(Ask(n, false, {}, absl::StrCat(n / 1'000)).has_value());
  }
  EXPECT_EQ(Ask(1'000'000, false, {}, "last")->budget, Budget::kPersonsADay);
  EXPECT_EQ(Ask(1'000'000, false, {}, "")->budget, Budget::kPersonsADay);
  EXPECT_FALSE(asker_.TakeAlarm());
}

TEST_F(AskerTest, MoreMissesThanHitsAreAnAlarm) {
  for (int n = 0; n < 100; ++n) ASSERT_FALSE(Ask(n, false, {}).has_value());
  for (int n = 100; n < 200; ++n) ASSERT_FALSE(Ask(n, true, {}).has_value());
  EXPECT_FALSE(asker_.TakeAlarm()) << "half of them";
  ASSERT_FALSE(Ask(200, true, {}).has_value());
  EXPECT_TRUE(asker_.TakeAlarm());
  ASSERT_FALSE(Ask(201, false, absl::Hours(24)).has_value());
  EXPECT_FALSE(asker_.alarmed()) << "another day";
}

TEST_F(AskerTest, ThePastCountsAsIfItHadJustBeenAsked) {
  Asker again(limits_);
  for (int n = 0; n < 1'900; ++n) {
    ASSERT_FALSE(Ask(n, true, n * absl::Seconds(1), "").has_value());
    again.CountPast({absl::StrCat("members/", n), "", true}, At(n * absl::Seconds(1)));
  }
  const AskedWhen now = At(absl::Seconds(1'900));
  for (int n = 0; n < 1'000 && !asker_.MayAsk(1, now).has_value(); ++n) {
    ASSERT_FALSE(again.MayAsk(1, now).has_value());
    ASSERT_FALSE(asker_.Count({{"x", "", true}}, now).has_value());
    ASSERT_FALSE(again.Count({{"x", "", true}}, now).has_value());
  }
  const std::optional<OverBudget> refused = asker_.MayAsk(1, now);
  ASSERT_TRUE(refused.has_value() && again.MayAsk(1, now).has_value());
  EXPECT_EQ(again.MayAsk(1, now)->retry_after, refused->retry_after);
  EXPECT_EQ(again.persons_today(), asker_.persons_today());
  EXPECT_TRUE(again.Owes(At(absl::Hours(13)).steady));
  EXPECT_FALSE(again.Owes(At(absl::Hours(24)).steady));
}

TEST_F(AskerTest, OtherLimitsHoldFromTheNextQuestionOnAndWhatIsOwedStaysAsManyMisses) {
  policy::QuestionLimits limits = limits_;
  EXPECT_EQ(MissOn(), 2'000);
  limits.misses_at_once = 3'000;
  limits.misses_a_day = 8'640;
  asker_.SetLimits(limits, At({}).steady);
  EXPECT_EQ(MissOn(), 1'000);
  EXPECT_EQ(asker_.MayAsk(1, At({}))->retry_after, absl::Seconds(10));
  EXPECT_EQ(MissOn(absl::Seconds(100)), 10);
}

TEST_F(AskerTest, LoweredLimitsHoldToo) {
  ASSERT_EQ(MissOn(), 2'000);
  policy::QuestionLimits limits = limits_;
  limits.misses_at_once = 10;
  limits.misses_a_day = 10;
  asker_.SetLimits(limits, At({}).steady);
  // Of 2,000 misses that are owed two budgets stay owed, or it would not come back for months.
  EXPECT_EQ(asker_.MayAsk(1, At({}))->retry_after, 11 * absl::Hours(24) / 10);
  EXPECT_EQ(MissOn(2 * absl::Hours(24)), 10);
  for (int n = 0; n < 3'000; ++n) asker_.CountPast({"x", "", true}, At(absl::Hours(50)));
  EXPECT_EQ(asker_.MayAsk(1, At(absl::Hours(50)))->retry_after, 11 * absl::Hours(24) / 10)
      << "nor after a restart";
}

TEST_F(AskerTest, WhoHasAskedAboutMoreThanShePresentlyMayStillAsksAboutThem) {
  ASSERT_FALSE(asker_.Count(Batch(0, 100, false), At({})).has_value());
  policy::QuestionLimits limits = limits_;
  limits.persons_a_day = 50;
  asker_.SetLimits(limits, At({}).steady);
  EXPECT_FALSE(Ask(3, false, {}).has_value());
  EXPECT_EQ(Ask(100, false, {})->budget, Budget::kPersonsADay);
  limits.persons_a_day = 1'000;
  limits.persons_a_case = 50;
  asker_.SetLimits(limits, At({}).steady);
  EXPECT_FALSE(Ask(3, false, {}).has_value());
  EXPECT_EQ(Ask(100, false, {})->budget, Budget::kPersonsACase);
}

TEST_F(AskerTest, ACallLargerThanAWholeBudgetIsNeverAnsweredAndSaysWhatWouldBe) {
  policy::QuestionLimits limits = limits_;
  limits.persons_a_case = 100;
  asker_.SetLimits(limits, At({}).steady);
  std::optional<OverBudget> refused = asker_.MayAsk(101, At({}));
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->budget, Budget::kPersonsACase);
  EXPECT_EQ(refused->retry_after, std::nullopt);
  EXPECT_EQ(refused->most_in_call, 100);
  EXPECT_FALSE(asker_.MayAsk(100, At({})).has_value());
  EXPECT_FALSE(asker_.Count(Batch(0, 100, false), At({})).has_value());
  limits.misses_at_once = 20;
  asker_.SetLimits(limits, At({}).steady);
  refused = asker_.MayAsk(21, At({}));
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->budget, Budget::kMisses);
  EXPECT_EQ(refused->most_in_call, 20);
  EXPECT_FALSE(asker_.TakeAlarm()) << "nobody was guessed at";
}

}  // namespace
}  // namespace mingce::members
