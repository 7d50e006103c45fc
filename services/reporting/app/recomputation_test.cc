// The projection against a recomputation from the list of events: at many positions of a random
// history, for many questions. And the ways in which the same history may arrive: in portions, as a
// snapshot at any position with the tail after it, with a crash in between, after a restart.
//
// MINGCE_TEST_SEED=<number> repeats a run.

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/base/error.h"
#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/app/random_history_for_tests.h"

namespace mingce::reporting {
namespace {

constexpr int kEvents = 20'000;
// All of them in a release build; a sanitizer makes each some ten times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kQuestions = 20;
#else
constexpr int kQuestions = 200;
#endif
constexpr int kPositions = 20;

// Digit for digit, by long division.
std::int64_t Percent(std::int64_t counted, std::int64_t target) {
  std::int64_t result = counted / target;
  std::int64_t rest = counted % target;
  for (int digit = 0; digit < 4; ++digit) {
    rest *= 10;
    result = result * 10 + rest / target;
    rest %= target;
  }
  if (rest * 2 >= target) ++result;
  return counted < target ? std::min<std::int64_t>(result, 9999) : result;
}

Recomputation::Four FourOf(const Counts& counts) {
  return {counts.registered, counts.complete, counts.verified, counts.counted};
}

// Applies what the projection does not have yet, in portions of random length.
void CatchUp(RandomHistory* history, Projection* projection) {
  const auto apply = [history](const auto& events, std::uint64_t applied, absl::string_view epoch,
                               auto put) {
    for (std::size_t begin = applied; begin < events.size();) {
      const std::size_t length =
          std::min(static_cast<std::size_t>(1 + history->Below(60)), events.size() - begin);
      const type::Cursor after = CursorAt(epoch, begin + length);
      ASSERT_THAT(put(absl::MakeConstSpan(events).subspan(begin, length), &after), IsOk());
      begin += length;
    }
  };
  apply(history->registry, projection->applied(Feed::kRegistry).sequence(), "er",
        [projection](auto events, auto after) { return ApplyRegistry(projection, events, after); });
  apply(history->members, projection->applied(Feed::kMembers).sequence(), "em",
        [projection](auto events, auto after) { return projection->ApplyMembers(events, after); });
}

// A question as somebody might ask it now.
FiguresQuery RandomQuery(RandomHistory* history) {
  FiguresQuery query{.campaign = CampaignId("c")};
  if (!history->OneIn(5)) {
    query.as_of = std::min(history->SomeDay(), BeijingDay(history->now));
    if (history->OneIn(6)) query.as_of = *query.as_of - history->Below(90);
  }
  if (!history->OneIn(3)) query.known_at = std::min(history->SomeMoment(), history->now);
  query.basis = static_cast<TreeBasis>(1 + history->Below(3));
  return query;
}

absl::StatusOr<Figures> Ask(const TestProjection& test, const Projection& projection,
                            const FiguresQuery& query, absl::Time now) {
  return ReadFigures(projection, test.feeds, query, now);
}

void ExpectRecomputed(const RandomHistory& history, const Question& question,
                      const Attainment* got) {
  const Recomputation::Result wanted = history.plain.Figures(question);
  ASSERT_EQ(got != nullptr, wanted.plan != nullptr);
  if (got == nullptr) return;
  ASSERT_EQ(got->quota_revision, wanted.plan->plan.revision);
  ASSERT_EQ(got->units.size(), wanted.units.size());
  std::int64_t allocated = 0;
  for (std::size_t i = 0; i < got->units.size(); ++i) {
    const UnitAttainment& unit = got->units[i];
    const Recomputation::Line& line = wanted.units[i];
    allocated += unit.quota.target;
    EXPECT_EQ(unit.quota, wanted.plan->plan.quotas[i]);
    EXPECT_EQ(FourOf(unit.counts), line.counts);
    EXPECT_EQ(unit.attainment_hundredths, Percent(line.counts[3], unit.quota.target));
    EXPECT_EQ(unit.counted_on_time, line.on_time);
    EXPECT_EQ(unit.on_time, line.is_on_time);
    EXPECT_EQ(unit.time_suspect, line.suspect);
  }
  const std::int64_t target = history.plain.campaign.target;
  EXPECT_EQ(got->county.target, target);
  EXPECT_EQ(got->county.allocated, allocated);
  EXPECT_EQ(got->county.unallocated, target - allocated);
  EXPECT_EQ(FourOf(got->county.counts), wanted.county.counts);
  EXPECT_EQ(FourOf(got->county.outside_units), wanted.outside);
  EXPECT_EQ(got->county.attainment_hundredths, Percent(wanted.county.counts[3], target));
  EXPECT_EQ(got->county.counted_on_time, wanted.county.on_time);
  EXPECT_EQ(got->county.on_time, wanted.county.is_on_time);
  EXPECT_EQ(got->county.time_suspect, wanted.county.suspect);
}

TEST(RecomputationTest, EveryFigureIsTheRecomputedOneAndStaysWhatItWas) {
  RandomHistory history(TestSeed());
  TestProjection test;
  struct Asked {
    std::size_t events;
    Question question;
    Attainment figures;
  };
  std::vector<Asked> asked;
  int answered = 0;
  int asked_again = 0;
  for (int position = 1; position <= kPositions && !HasFailure(); ++position) {
    const auto events = static_cast<std::size_t>(position * kEvents / kPositions);
    // A portion of a feed never ends within a moment, so nothing more comes of that just asked
    // about.
    history.now += absl::Microseconds(1);
    // The clock is set back in the first half only: figures of the second must stay.
    while (history.size() < events) history.Step(/*steps_back=*/events <= kEvents / 2);
    history.now = history.newest;  // what has been recorded is not in the future
    CatchUp(&history, test.projection.get());
    ASSERT_FALSE(HasFailure());

    for (const Asked& then : asked) {
      if (events < then.events + 5000) continue;
      const absl::StatusOr<Figures> now = Ask(test, *test.projection,
                                              {.campaign = then.question.campaign,
                                               .as_of = then.question.as_of,
                                               .known_at = then.question.known_at,
                                               .basis = then.question.basis},
                                              history.now);
      ASSERT_THAT(now, IsOk());
      ASSERT_EQ(*now->attainment, then.figures) << "asked after " << then.events << " events";
      ++asked_again;
    }
    for (int i = 0; i < kQuestions && !HasFailure(); ++i) {
      const FiguresQuery query = RandomQuery(&history);
      const absl::StatusOr<Figures> figures = Ask(test, *test.projection, query, history.now);
      if (!figures.ok()) {
        ASSERT_THAT(figures.status(), StatusIs(absl::StatusCode::kNotFound));
        // The two axes as they were resolved, for want of an answer that says so.
        const absl::Time known_at = query.known_at.value_or(history.newest);
        ExpectRecomputed(history,
                         {.campaign = query.campaign,
                          .as_of = query.as_of.value_or(BeijingDay(known_at)),
                          .known_at = known_at,
                          .basis = query.basis,
                          .today = BeijingDay(known_at)},
                         nullptr);
        continue;
      }
      ++answered;
      ExpectRecomputed(history, figures->question, figures->attainment.get());
      // As of the past and as known now is asked with the moment that the answer named.
      if (events >= kEvents / 2 && i % 10 == 0) {
        asked.push_back({events, figures->question, *figures->attainment});
      }
    }
  }
  ASSERT_FALSE(HasFailure());
  EXPECT_GT(answered, kPositions * kQuestions / 2);
  EXPECT_GT(asked_again, kQuestions / 2);
  EXPECT_GT(BeijingDay(history.now), absl::CivilDay(2019, 12, 5)) << "entry was never over";

  // A restart knows the same.
  const std::unique_ptr<Projection> restarted = test.Open();
  for (int i = 0; i < kQuestions; ++i) {
    const FiguresQuery query = RandomQuery(&history);
    const absl::StatusOr<Figures> before = Ask(test, *test.projection, query, history.now);
    const absl::StatusOr<Figures> after = Ask(test, *restarted, query, history.now);
    ASSERT_EQ(ReasonOf(after.status()), ReasonOf(before.status()));
    if (!before.ok()) continue;
    ASSERT_EQ(after->question, before->question);
    ASSERT_EQ(*after->attainment, *before->attainment);
  }
}

// The first `count` events as a snapshot has them: versions in no particular order, unnumbered.
template <typename Event>
std::vector<Event> SnapshotOf(RandomHistory* history, const std::vector<Event>& events,
                              std::size_t count) {
  std::vector<Event> snapshot(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
  for (std::size_t i = 0; i < snapshot.size(); ++i) {
    snapshot[i].sequence = 0;
    std::swap(snapshot[i],
              snapshot[static_cast<std::size_t>(history->Below(static_cast<int>(i) + 1))]);
  }
  return snapshot;
}

// All pages of a snapshot, or the first few of them.
template <typename Event, typename Apply>
void ApplyPages(RandomHistory* history, const std::vector<Event>& snapshot,
                const type::Cursor& cursor, bool crashes, Apply apply) {
  for (std::size_t begin = 0;;) {
    if (crashes && history->OneIn(4)) return;
    const std::size_t length =
        std::min(static_cast<std::size_t>(history->Below(150)), snapshot.size() - begin);
    const bool is_last = begin + length == snapshot.size();
    if (crashes && is_last) return;
    ASSERT_THAT(
        apply(absl::MakeConstSpan(snapshot).subspan(begin, length), is_last ? &cursor : nullptr),
        IsOk());
    if (is_last) return;
    begin += length;
  }
}

TEST(RecomputationTest, ASnapshotAndTheTailAreTheWholeStream) {
  RandomHistory history(TestSeed());
  while (history.size() < 3000) history.Step(/*steps_back=*/true);
  history.now = history.newest;
  TestProjection whole;
  CatchUp(&history, whole.projection.get());

  for (int trial = 0; trial < 20 && !HasFailure(); ++trial) {
    TestProjection other;
    std::size_t registry_at = 0;
    std::size_t members_at = 0;
    for (const bool crashes : {true, true, false}) {
      // Of a later moment each time, as when a follower that died begins anew.
      registry_at += static_cast<std::size_t>(
          history.Below(static_cast<int>(history.registry.size() - registry_at) / 2));
      members_at += static_cast<std::size_t>(
          history.Below(static_cast<int>(history.members.size() - members_at) / 2));
      const auto registry = SnapshotOf(&history, history.registry, registry_at);
      const auto members = SnapshotOf(&history, history.members, members_at);
      ApplyPages(&history, registry, CursorAt("er", registry.size()), crashes,
                 [&](auto events, auto after) {
                   return ApplyRegistry(other.projection.get(), events, after);
                 });
      ApplyPages(
          &history, members, CursorAt("em", members.size()), crashes,
          [&](auto events, auto after) { return other.projection->ApplyMembers(events, after); });
      // The service died, or only the snapshot was not kept any more.
      if (crashes && history.OneIn(2)) other.projection = other.Open();
    }
    CatchUp(&history, other.projection.get());
    ASSERT_FALSE(HasFailure());
    ASSERT_EQ(other.Contents(), whole.Contents());
    ASSERT_EQ(other.members(), whole.members());
    for (int i = 0; i < 30; ++i) {
      const FiguresQuery query = RandomQuery(&history);
      const absl::StatusOr<Figures> wanted = Ask(whole, *whole.projection, query, history.now);
      const absl::StatusOr<Figures> got = Ask(other, *other.projection, query, history.now);
      ASSERT_EQ(ReasonOf(got.status()), ReasonOf(wanted.status()));
      if (!wanted.ok()) continue;
      ASSERT_EQ(got->question, wanted->question);
      ASSERT_EQ(*got->attainment, *wanted->attainment);
    }
  }
}

}  // namespace
}  // namespace mingce::reporting
