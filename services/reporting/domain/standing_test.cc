// Figures that were folded as things came are those that are made of all of them at once. What
// these are is proved by app/recomputation_test.cc.

#include "services/reporting/domain/standing.h"

#include <gtest/gtest.h>

#include <list>
#include <random>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/testing/seed.h"

namespace mingce::reporting {
namespace {

constexpr absl::CivilDay kFirst(2019, 11, 1);
constexpr int kDays = 12;

OrganizationId Org(int number) { return OrganizationId(absl::StrCat("o", number)); }

class StandingTest : public ::testing::Test {
 protected:
  StandingTest() {
    for (const int organization : {1, 2, 5, 9}) {
      plan_.quotas.push_back({.section = "county",
                              .seq = organization,
                              .title = "",
                              .target = 1,
                              .organization = Org(organization)});
      organizations_.RefOf(Org(organization));
    }
  }
  int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  absl::Time SomeMoment() { return StartOfDay(kFirst + Below(kDays)) + absl::Hours(Below(24)); }

  void Move() {
    const int number = Below(30);
    const absl::Time recorded = SomeMoment();
    Organization organization{.closed = Below(5) == 0};
    // Numbers that are heard of first as somebody's parent, and a circle now and then.
    if (Below(8) > 0) organization.parent = organizations_.RefOf(Org(Below(30)));
    const OrganizationRef ref = organizations_.RefOf(Org(number));
    organizations_.Add(ref, {.day = kFirst + Below(kDays),
                             .revision = ++revision_,
                             .recorded = recorded,
                             .suspect_since = static_cast<std::uint64_t>(Below(3)),
                             .value = organization});
    for (Kept& kept : kept_) kept.standing.Move(ref, recorded);
  }
  // A membership of which some versions bear a suspect time.
  void Doubt() {
    const MemberId member(absl::StrCat("m", Below(400)));
    MembershipTimeline& held = doubtful_[member];
    const MembershipTimeline before = held;
    held.Add({.day = kFirst + Below(kDays),
              .revision = ++revision_,
              .recorded = SomeMoment(),
              .suspect_since = static_cast<std::uint64_t>(Below(4)),
              .value = {.organization = organizations_.RefOf(Org(Below(32))),
                        .state = Below(4) == 0 ? MembershipState::kEnded : MembershipState::kActive,
                        .since = kFirst}});
    changes_.resize(organizations_.size());
    for (Kept& kept : kept_) kept.standing.Doubt(before.empty() ? nullptr : &before, held);
  }
  void Count() {
    const OrganizationRef ref = organizations_.RefOf(Org(Below(32)));
    changes_.resize(organizations_.size());
    changes_[ref].push_back({.recorded = absl::ToUnixMicros(SomeMoment()),
                             .since = NumberOf(kFirst) + Below(kDays),
                             .from = NumberOf(kFirst) + Below(kDays),
                             .sum = {.registered = Below(5) - 2, .counted = Below(5) - 2}});
    for (Kept& kept : kept_) kept.standing.Add(ref);
  }
  static RowCounts On(Standing* standing, TreeBasis basis, int day, int today) {
    return standing->On(kFirst + day, basis, kFirst + today);
  }
  void ExpectMadeAnew() {
    for (Kept& kept : kept_) {
      Standing anew(&organizations_, &changes_, doubtful_, plan_, kept.knowledge);
      for (const TreeBasis basis : kTreeBases) {
        const int day = Below(kDays + 2) - 1;
        const int today = Below(kDays);
        const RowCounts got = On(&kept.standing, basis, day, today);
        const RowCounts wanted = On(&anew, basis, day, today);
        ASSERT_EQ(got.rows, wanted.rows);
        ASSERT_EQ(got.outside, wanted.outside);
      }
    }
  }

  struct Kept {
    Knowledge knowledge;
    Standing standing;
  };

  std::mt19937_64 random_{TestSeed()};
  Organizations organizations_;
  Changes changes_;
  Doubtful doubtful_;
  QuotaPlan plan_;
  std::int64_t revision_ = 0;
  std::list<Kept> kept_;
};

TEST_F(StandingTest, IsTheSameHoweverItCame) {
  for (int i = 0; i < 4000 && !HasFailure(); ++i) {
    if (i % 400 == 0) {
      if (kept_.size() > 5) kept_.pop_front();
      Knowledge knowledge{.known_at = i % 800 == 0 ? absl::InfiniteFuture() : SomeMoment()};
      if (i % 1200 > 0) knowledge.confirmed = Confirmed{{{1}, {1, 3}}};
      kept_.push_back({knowledge, {&organizations_, &changes_, doubtful_, plan_, knowledge}});
    }
    if (Below(3) == 0) {
      Move();
    } else if (Below(3) == 0) {
      Doubt();
    } else {
      Count();
    }
    if (Below(8) == 0) ExpectMadeAnew();
  }
}

TEST_F(StandingTest, ADayHasWhatCameUntilIt) {
  Standing standing(&organizations_, &changes_, {}, plan_, {.known_at = StartOfDay(kFirst + 5)});
  standing.Prepare(TreeBasis::kAsAtDate, kFirst);
  changes_.resize(organizations_.size());
  const auto add = [&](absl::Time recorded, absl::CivilDay from) {
    changes_[0].push_back({.recorded = absl::ToUnixMicros(recorded),
                           .since = NumberOf(from),
                           .from = NumberOf(from),
                           .sum = {.registered = 1, .counted = 1}});
    standing.Add(0);
  };
  add(StartOfDay(kFirst), kFirst);
  add(StartOfDay(kFirst + 5), kFirst + 2);
  add(StartOfDay(kFirst + 5) + absl::Microseconds(1), kFirst);
  const auto counted = [&](int day) {
    return On(&standing, TreeBasis::kAsAtDate, day, 0).rows[0].counted;
  };
  EXPECT_EQ(counted(-1), 0);
  EXPECT_EQ(counted(0), 1);
  EXPECT_EQ(counted(1), 1);
  EXPECT_EQ(counted(2), 2);
  EXPECT_EQ(counted(100), 2);
}

}  // namespace
}  // namespace mingce::reporting
