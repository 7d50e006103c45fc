#include "services/reporting/domain/dated_counts.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "lib/base/day.h"

namespace mingce::reporting {
namespace {

constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();
constexpr absl::CivilDay kDayZero(1970, 1, 1);

std::int32_t NumberOf(absl::CivilDay day) { return static_cast<std::int32_t>(day - kDayZero); }

Counts CountsOf(std::int32_t registered, std::int32_t complete, std::int32_t verified,
                std::int32_t counted) {
  return {.registered = registered, .complete = complete, .verified = verified, .counted = counted};
}

}  // namespace

DatedCounts::Sum& DatedCounts::AddTo(Sum* to, const Sum& sum) {
  to->registered += sum.registered;
  to->complete += sum.complete;
  to->verified += sum.verified;
  to->counted += sum.counted;
  return *to;
}

void DatedCounts::AddTo(OwnCounts* counts, OrganizationRef organization, const Sum& sum) {
  if (counts->size() <= organization) counts->resize(organization + 1);
  // As many as there are members never come near the limits of 64 bits.
  Counts& to = (*counts)[organization];
  to.registered += sum.registered;
  to.complete += sum.complete;
  to.verified += sum.verified;
  to.counted += sum.counted;
}

void DatedCounts::Add(const Difference& difference) {
  const Cell cell{.since = NumberOf(difference.since),
                  .organization = difference.organization,
                  .from = NumberOf(difference.from)};
  const Sum sum{.registered = static_cast<std::int32_t>(difference.counts.registered),
                .complete = static_cast<std::int32_t>(difference.counts.complete),
                .verified = static_cast<std::int32_t>(difference.counts.verified),
                .counted = static_cast<std::int32_t>(difference.counts.counted)};
  const std::int64_t recorded = absl::ToUnixMicros(difference.recorded);

  Arrivals& arrivals = arrivals_[NumberOf(BeijingDay(difference.recorded))];
  arrivals.each.push_back({.recorded = recorded, .cell = cell, .sum = sum});
  arrivals.first = std::min(arrivals.first, recorded);
  arrivals.last = std::max(arrivals.last, recorded);

  newest_ = std::max(newest_, recorded);
  for (Answer& answer : answers_) {
    if (cell.from <= answer.day && recorded <= answer.known_at) {
      AddTo(&answer.counts, cell.organization, sum);
    }
  }
}

// Sorts what was added since the mark, and merges it into what stands before it.
void DatedCounts::PutInOrder(Arrivals* arrivals) {
  if (arrivals->mark == arrivals->each.size()) return;
  const auto join = [](auto* list, auto middle, const auto& is_less, const auto& is_same) {
    std::sort(middle, list->end(), is_less);
    std::inplace_merge(list->begin(), middle, list->end(), is_less);
    auto to = list->begin();
    for (auto from = std::next(to); from != list->end(); ++from) {
      if (is_same(*to, *from)) {
        AddTo(&to->sum, from->sum);
      } else {
        *++to = *from;
      }
    }
    list->erase(std::next(to), list->end());
    list->shrink_to_fit();
  };
  const auto added = static_cast<std::ptrdiff_t>(arrivals->mark);
  const auto ordered = static_cast<std::ptrdiff_t>(arrivals->all.size());
  arrivals->all.reserve(arrivals->all.size() + arrivals->each.size() - arrivals->mark);
  for (auto one = arrivals->each.begin() + added; one != arrivals->each.end(); ++one) {
    arrivals->all.push_back({.cell = one->cell, .sum = one->sum});
  }
  join(
      &arrivals->all, arrivals->all.begin() + ordered,
      [](const Total& a, const Total& b) { return a.cell < b.cell; },
      [](const Total& a, const Total& b) { return a.cell == b.cell; });
  join(
      &arrivals->each, arrivals->each.begin() + added,
      [](const Arrival& a, const Arrival& b) {
        return std::tie(a.recorded, a.cell) < std::tie(b.recorded, b.cell);
      },
      [](const Arrival& a, const Arrival& b) {
        return a.recorded == b.recorded && a.cell == b.cell;
      });
  arrivals->mark = arrivals->each.size();
}

template <typename Visitor>
void DatedCounts::VisitKnown(std::int64_t known_at, Visitor visit) const {
  for (auto& [day, arrivals] : arrivals_) {
    if (arrivals.first > known_at) continue;
    PutInOrder(&arrivals);
    if (arrivals.last <= known_at) {
      for (const Total& total : arrivals.all) visit(total.cell, total.sum);
      continue;
    }
    for (const Arrival& arrival : arrivals.each) {
      if (arrival.recorded > known_at) break;
      visit(arrival.cell, arrival.sum);
    }
  }
}

const OwnCounts& DatedCounts::On(absl::CivilDay day, absl::Time known_at) const {
  const std::int32_t wanted = NumberOf(day);
  std::int64_t known = absl::ToUnixMicros(known_at);
  if (known >= newest_) known = kAll;
  for (auto answer = answers_.begin(); answer != answers_.end(); ++answer) {
    if (answer->day != wanted || answer->known_at != known) continue;
    answers_.splice(answers_.begin(), answers_, answer);
    return answer->counts;
  }
  if (answers_.size() == kAnswersKept) answers_.pop_back();
  Answer& made = answers_.emplace_front(Answer{.day = wanted, .known_at = known, .counts = {}});
  VisitKnown(known, [&](const Cell& cell, const Sum& sum) {
    if (cell.from <= wanted) AddTo(&made.counts, cell.organization, sum);
  });
  return made.counts;
}

void DatedCounts::Visit(
    absl::CivilDay day, absl::Time known_at,
    absl::FunctionRef<void(OrganizationRef, absl::CivilDay since, const Counts&)> visit) const {
  const std::int32_t wanted = NumberOf(day);
  std::int32_t number = 0;  // of `since`: most cells have that of the one before
  absl::CivilDay since = kDayZero;
  VisitKnown(absl::ToUnixMicros(known_at), [&](const Cell& cell, const Sum& sum) {
    if (cell.from > wanted) return;
    if (cell.since != number) {
      number = cell.since;
      since = kDayZero + number;
    }
    visit(cell.organization, since,
          CountsOf(sum.registered, sum.complete, sum.verified, sum.counted));
  });
}

}  // namespace mingce::reporting
