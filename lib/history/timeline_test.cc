// Against a reference that looks at every version for every question. MINGCE_TEST_SEED=<number>
// repeats a run.

#include "lib/history/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"

namespace mingce::history {
namespace {

using Text = Version<std::string>;

absl::CivilDay Day(int n) { return absl::CivilDay(2019, 3, 1) + n; }
absl::Time At(int n) { return absl::FromUnixSeconds(n); }

Text Make(int day, int revision, int recorded, std::string value) {
  return {
      .day = Day(day), .revision = revision, .recorded = At(recorded), .value = std::move(value)};
}

std::string ValueOf(const Text* version) { return version == nullptr ? "-" : version->value; }

// What `versions`, as far as recorded at `known_at`, say of `day`.
const Text* Naive(const std::vector<Text>& versions, absl::CivilDay day, absl::Time known_at) {
  const Text* best = nullptr;
  for (const Text& version : versions) {
    if (version.day > day || version.recorded > known_at) continue;
    const bool better = best == nullptr || version.day > best->day ||
                        (version.day == best->day && version.revision > best->revision);
    if (better) best = &version;
  }
  return best;
}

Timeline<std::string> Of(const std::vector<Text>& versions) {
  Timeline<std::string> timeline;
  for (const Text& version : versions) timeline.Add(version);
  return timeline;
}

auto Append(std::string what) {
  return [what](std::string* value) {
    *value += what;
    return absl::OkStatus();
  };
}

TEST(TimelineTest, NothingIsKnownBeforeTheFirstVersion) {
  EXPECT_EQ(Of({}).On(Day(1)), nullptr);
  EXPECT_EQ(Of({}).Newest(), nullptr);
  EXPECT_EQ(Of({}).First(), nullptr);
  const Timeline<std::string> timeline = Of({Make(5, 1, 1, "a")});
  EXPECT_EQ(timeline.On(Day(4)), nullptr);
  EXPECT_EQ(ValueOf(timeline.On(Day(5))), "a");
  EXPECT_EQ(timeline.On(Day(5), At(0)), nullptr);
}

TEST(TimelineTest, AVersionIsNeverReplacedByAnotherOfItsDayAndRevision) {
  Timeline<std::string> timeline;
  EXPECT_TRUE(timeline.Add(Make(1, 1, 1, "a")));
  EXPECT_FALSE(timeline.Add(Make(1, 1, 2, "b")));
  EXPECT_THAT(timeline.versions(), testing::ElementsAre(Make(1, 1, 1, "a")));
}

TEST(TimelineTest, WhatIsHeardOfALaterDayHidesNothingOfAnEarlierMoment) {
  const Timeline<std::string> timeline = Of({Make(9, 2, 7, "later"), Make(1, 1, 1, "first")});
  EXPECT_EQ(ValueOf(timeline.On(Day(9), At(6))), "first");
  EXPECT_EQ(ValueOf(timeline.On(Day(9), At(7))), "later");
}

TEST(TimelineTest, NewestIsTheHighestRevisionAndFirstIsWhatHeldFirst) {
  const Timeline<std::string> timeline =
      Of({Make(1, 1, 1, "a"), Make(9, 2, 2, "b"), Make(1, 3, 3, "c")});
  EXPECT_EQ(timeline.Newest()->value, "c");
  EXPECT_EQ(timeline.First()->value, "c");
}

TEST(TimelineTest, AChangeOfThePastIsWrittenIntoEveryLaterVersion) {
  const Timeline<std::string> timeline =
      Of({Make(1, 1, 1, "a"), Make(5, 2, 2, "b"), Make(5, 3, 3, "c"), Make(8, 4, 4, "d")});
  const auto staged = timeline.StageFrom(Day(3), At(9), Append("+"));
  ASSERT_THAT(staged, IsOk());
  EXPECT_THAT(*staged,
              testing::ElementsAre(Make(3, 5, 9, "a+"), Make(5, 5, 9, "c+"), Make(8, 5, 9, "d+")));
}

TEST(TimelineTest, DaysOnWhichNothingChangesGetNoVersion) {
  const Timeline<std::string> timeline =
      Of({Make(1, 1, 1, "a"), Make(5, 2, 2, "b"), Make(8, 3, 3, "c")});
  const auto set_b = [](std::string* value) {
    *value = "b";
    return absl::OkStatus();
  };
  const auto staged = timeline.StageFrom(Day(3), At(9), set_b);
  ASSERT_THAT(staged, IsOk());
  EXPECT_THAT(*staged, testing::ElementsAre(Make(3, 4, 9, "b"), Make(8, 4, 9, "b")));
  EXPECT_THAT(*timeline.StageFrom(Day(3), At(9), Append("")), testing::IsEmpty());
}

TEST(TimelineTest, AChangeFromBeforeTheFirstStartsFromWhatHeldFirst) {
  const Timeline<std::string> timeline = Of({Make(5, 1, 1, "a"), Make(5, 2, 2, "corrected")});
  const auto staged = timeline.StageFrom(Day(2), At(9), Append("+"));
  ASSERT_THAT(staged, IsOk());
  EXPECT_THAT(*staged,
              testing::ElementsAre(Make(2, 3, 9, "corrected+"), Make(5, 3, 9, "corrected+")));
}

TEST(TimelineTest, AnErrorOfTheChangeStagesNothing) {
  const auto refuse_b = [](std::string* value) {
    if (*value == "b") return absl::FailedPreconditionError("b");
    *value += "+";
    return absl::OkStatus();
  };
  EXPECT_THAT(Of({Make(1, 1, 1, "a"), Make(5, 2, 2, "b")}).StageFrom(Day(1), At(9), refuse_b),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Of({}).StageFrom(Day(1), At(9), Append("+")), StatusIs(absl::StatusCode::kInternal));
}

TEST(EffectTest, HiddenAndRepeatedVersionsHaveNone) {
  const Timeline<std::string> timeline = Of({Make(3, 2, 2, "b"), Make(1, 1, 1, "a")});
  EXPECT_THAT(EffectOf(timeline, Make(3, 2, 2, "b")), testing::IsEmpty());
  EXPECT_THAT(EffectOf(timeline, Make(3, 1, 1, "x")), testing::IsEmpty());
  EXPECT_THAT(EffectOf(timeline, Make(2, 3, 3, "a")), testing::IsEmpty());
  EXPECT_THAT(EffectOf(timeline, Make(2, 3, 3, "c")), testing::SizeIs(2));
  EXPECT_THAT(EffectOf(timeline, Make(4, 3, 3, "c")), testing::SizeIs(1));
}

class RandomStreamTest : public testing::Test {
 protected:
  static constexpr int kDays = 12;
  static constexpr int kStreams = 400;

  int Below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  // Recorded in this order; days and revisions as they come, some of them twice.
  std::vector<Text> Stream() {
    std::vector<Text> stream;
    int recorded = 0;
    const int size = 1 + Below(14);
    for (int i = 0; i < size; ++i) {
      recorded += Below(2);
      stream.push_back(Make(Below(kDays), 1 + Below(5), recorded,
                            std::string(1, static_cast<char>('a' + Below(3)))));
    }
    return stream;
  }

  std::mt19937_64 random_{TestSeed()};
};

// Of two versions of one day and revision the first to be recorded counts.
std::vector<Text> WithoutRepeats(const std::vector<Text>& stream) {
  std::vector<Text> versions;
  for (const Text& version : stream) {
    const bool known = std::any_of(versions.begin(), versions.end(), [&](const Text& v) {
      return v.day == version.day && v.revision == version.revision;
    });
    if (!known) versions.push_back(version);
  }
  return versions;
}

TEST_F(RandomStreamTest, AnswersAsTheReference) {
  for (int run = 0; run < kStreams; ++run) {
    std::vector<Text> versions = WithoutRepeats(Stream());
    const std::vector<Text> in_order = versions;
    std::shuffle(versions.begin(), versions.end(), random_);
    const Timeline<std::string> timeline = Of(versions);
    for (int day = -1; day <= kDays; ++day) {
      ASSERT_EQ(ValueOf(timeline.On(Day(day))),
                ValueOf(Naive(in_order, Day(day), absl::InfiniteFuture())));
      for (int k = 0; k < 15; ++k) {
        ASSERT_EQ(ValueOf(timeline.On(Day(day), At(k))), ValueOf(Naive(in_order, Day(day), At(k))));
      }
    }
  }
}

// How often each value holds on `day`, out of the differences.
struct Difference {
  absl::CivilDay day;
  absl::Time recorded;
  std::string value;
  int by;
};

std::map<std::string, int> Sum(const std::vector<Difference>& differences, absl::CivilDay day,
                               absl::Time known_at) {
  std::map<std::string, int> sum;
  for (const Difference& d : differences) {
    if (d.day <= day && d.recorded <= known_at) sum[d.value] += d.by;
  }
  std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
  return sum;
}

std::map<std::string, int> Counted(const Text* version) {
  if (version == nullptr) return {};
  return {{version->value, 1}};
}

TEST_F(RandomStreamTest, DifferencesAddUpToWhatHolds) {
  for (int run = 0; run < kStreams; ++run) {
    Timeline<std::string> timeline;
    std::vector<Difference> differences;
    for (const Text& version : Stream()) {
      for (const auto& [day, before, after] : EffectOf(timeline, version)) {
        if (before != nullptr) differences.push_back({day, version.recorded, *before, -1});
        if (after != nullptr) differences.push_back({day, version.recorded, *after, 1});
      }
      timeline.Add(version);
    }
    for (int day = -1; day <= kDays; ++day) {
      ASSERT_EQ(Sum(differences, Day(day), absl::InfiniteFuture()), Counted(timeline.On(Day(day))));
      for (int k = 0; k < 15; ++k) {
        ASSERT_EQ(Sum(differences, Day(day), At(k)), Counted(timeline.On(Day(day), At(k))));
      }
    }
  }
}

TEST_F(RandomStreamTest, AStagedChangeHoldsFromItsDayAndNoEarlierAnswerMoves) {
  for (int run = 0; run < kStreams; ++run) {
    const Timeline<std::string> before = Of(Stream());
    const absl::CivilDay from = Day(Below(kDays) - 1);
    // Changes some values and leaves others.
    const auto change = [](std::string* value) {
      if (*value != "b") *value = "b";
      return absl::OkStatus();
    };
    const auto staged = before.StageFrom(from, At(20), change);
    ASSERT_THAT(staged, IsOk());
    Timeline<std::string> after = before;
    for (const Text& version : *staged) ASSERT_TRUE(after.Add(version));
    for (int day = -1; day <= kDays; ++day) {
      const Text* old = before.On(Day(day));
      ASSERT_EQ(ValueOf(after.On(Day(day), At(19))), ValueOf(old));
      if (Day(day) < from) {
        ASSERT_EQ(ValueOf(after.On(Day(day))), ValueOf(old));
      } else if (old != nullptr) {
        ASSERT_EQ(ValueOf(after.On(Day(day))), "b");
      } else {
        ASSERT_EQ(ValueOf(after.On(Day(day))), before.First()->value == "b" ? "-" : "b");
      }
    }
    ASSERT_THAT(*after.StageFrom(from, At(21), change), testing::IsEmpty());
  }
}

}  // namespace
}  // namespace mingce::history
