#include "lib/ledger/answer_age.h"

#include <gtest/gtest.h>

namespace mingce::ledger {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'573'776'000);
constexpr absl::Duration kDay = absl::Hours(24);
constexpr absl::Duration kBoot = absl::Hours(5);
using Oldest = std::optional<absl::Time>;

TEST(AnswerAgeTest, NothingIsForgottenInTheFirstHour) {
  AnswerAge age(kStart, kStart, kBoot);
  EXPECT_EQ(age.Look(kStart + absl::Minutes(59), kBoot + absl::Minutes(59)).oldest, std::nullopt);
  EXPECT_EQ(age.Look(kStart + absl::Hours(1), kBoot + absl::Hours(1)).oldest,
            Oldest(kStart + absl::Hours(1)));
}

TEST(AnswerAgeTest, AWallClockSetAheadMakesNothingOlder) {
  AnswerAge age(kStart, kStart, kBoot);
  EXPECT_EQ(age.Look(kStart + kDay, kBoot + kDay).oldest, Oldest(kStart + kDay));
  EXPECT_EQ(age.Look(kStart + 10 * kDay, kBoot + kDay).oldest, std::nullopt) << "it jumped";
  EXPECT_EQ(age.Look(kStart + 11 * kDay, kBoot + 2 * kDay).oldest, Oldest(kStart + 2 * kDay));
  EXPECT_EQ(age.Look(kStart + 2 * kDay, kBoot + 2 * kDay).oldest, std::nullopt) << "and back";
}

TEST(AnswerAgeTest, AWallClockSetBackDatesNoAnswerOld) {
  AnswerAge age(kStart, kStart, kBoot);
  EXPECT_EQ(age.Look(kStart - 10 * kDay, kBoot + absl::Hours(2)).recorded, kStart + absl::Hours(2));
  EXPECT_EQ(age.Look(kStart - 9 * kDay, kBoot + kDay).recorded, kStart + kDay);
}

TEST(AnswerAgeTest, AMachineThatBootsInAWrongYearGoesOnFromItsRecord) {
  AnswerAge age(kStart, kStart + 3650 * kDay, kBoot);
  EXPECT_EQ(age.Look(kStart + 3651 * kDay, kBoot + kDay).oldest, Oldest(kStart + kDay));
}

TEST(AnswerAgeTest, AnAnswerOfAMachineThatBootsInThePastIsDatedByTheRecord) {
  AnswerAge age(kStart, kStart - 30 * kDay, kBoot);
  EXPECT_EQ(age.Look(kStart - 30 * kDay + absl::Hours(1), kBoot + absl::Hours(1)).recorded,
            kStart + absl::Hours(1));
}

TEST(AnswerAgeTest, ANewStoreGoesByTheWall) {
  AnswerAge age(absl::UnixEpoch(), kStart, kBoot);
  EXPECT_EQ(age.Look(kStart + kDay, kBoot + kDay).oldest, Oldest(kStart + kDay));
}

}  // namespace
}  // namespace mingce::ledger
