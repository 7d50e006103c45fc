#include "services/reporting/domain/standing.h"

#include <algorithm>
#include <utility>

namespace mingce::reporting {

Standing::Standing(const Organizations* organizations, const Changes* changes,
                   const Doubtful& doubtful, const QuotaPlan& plan, Knowledge knowledge)
    : organizations_(organizations),
      changes_(changes),
      knowledge_(std::move(knowledge)),
      finder_(organizations, plan, knowledge_),
      known_at_(absl::ToUnixMicros(knowledge_.known_at)),
      rows_(plan.quotas.size()) {
  PlaceNew();
  for (const auto& [member, membership] : doubtful) Doubt(nullptr, membership);
}

void Standing::PlaceNew() {
  while (places_.size() < organizations_->size()) {
    places_.push_back(finder_.Find(static_cast<OrganizationRef>(places_.size())));
  }
}

// Puts each change where its organisation counts on the first day of the change. On each later day
// from which that is somewhere else all that is there is taken out and put anew.
void Standing::Fold(OrganizationRef organization, absl::Span<const Change> changes,
                    std::int32_t times, TreeBasis basis) {
  if (!Of(basis).has_value()) return;
  const Places& places = places_[organization];
  const auto row_of = [&](const Change& change, const Place& place) {
    if (basis == TreeBasis::kAsAtDate) return place.row;
    return PlaceOn(places, basis == TreeBasis::kCurrent ? today_ : change.since)->row;
  };
  const auto put = [&](std::int32_t day, const Place& place, std::int32_t row, Sum sum,
                       std::int32_t how_often) {
    std::vector<Sum>& rows = (*Of(basis))[day];
    if (rows.empty()) rows.resize(rows_ + 1);
    if (place.closed) sum.counted = 0;
    rows[row == Place::kNoRow ? rows_ : static_cast<std::size_t>(row)].Add(sum, how_often);
  };
  if (places.size() == 1) {  // nearly all
    for (const Change& change : changes) {
      if (change.recorded > known_at_) continue;
      put(change.from, places.front(), places.front().row, change.sum, times);
    }
    return;
  }
  in_order_.clear();
  for (const Change& change : changes) {
    if (change.recorded <= known_at_) in_order_.push_back(&change);
  }
  std::sort(in_order_.begin(), in_order_.end(),
            [](const Change* a, const Change* b) { return a->from < b->from; });
  there_.clear();
  auto next = in_order_.begin();
  for (const Place* place = places.begin(); place != places.end(); ++place) {
    for (auto& [row, sum] : there_) {
      const Place& before = *(place - 1);
      const std::int32_t to = basis == TreeBasis::kAsAtDate ? place->row : row;
      if (to == row && before.closed == place->closed) continue;
      put(place->day, before, row, sum, -times);
      put(place->day, *place, to, sum, times);
      row = to;
    }
    for (; next != in_order_.end() && (place + 1 == places.end() || (*next)->from < place[1].day);
         ++next) {
      const std::int32_t row = row_of(**next, *place);
      put((*next)->from, *place, row, (*next)->sum, times);
      auto same = std::find_if(there_.begin(), there_.end(),
                               [row](const auto& other) { return other.first == row; });
      if (same == there_.end()) same = there_.emplace(same, row, Sum());
      same->second.Add((*next)->sum);
    }
  }
}

void Standing::FoldAll(OrganizationRef organization, std::int32_t times, TreeBasis basis) {
  for (const Changes* changes : {changes_, &std::as_const(doubted_)}) {
    if (organization < changes->size()) Fold(organization, (*changes)[organization], times, basis);
  }
}

void Standing::Prepare(TreeBasis basis, absl::CivilDay today) {
  PlaceNew();
  const std::int32_t number = basis == TreeBasis::kCurrent ? NumberOf(today) : today_;
  const bool is_new = !Of(basis).has_value();
  if (!is_new && number == today_) return;
  if (is_new) Of(basis).emplace();
  std::vector<OrganizationRef> elsewhere;
  for (OrganizationRef ref = 0; ref < places_.size(); ++ref) {
    if (!is_new) {
      if (PlaceOn(places_[ref], number)->row == PlaceOn(places_[ref], today_)->row) continue;
      FoldAll(ref, -1, basis);
    }
    elsewhere.push_back(ref);
  }
  today_ = number;
  for (const OrganizationRef ref : elsewhere) FoldAll(ref, 1, basis);
}

RowCounts Standing::On(absl::CivilDay day, TreeBasis basis, absl::CivilDay today) {
  std::vector<Sum> sums(rows_ + 1);
  Prepare(basis, today);
  const std::int32_t last = NumberOf(day);
  for (const auto& [number, rows] : *Of(basis)) {
    if (number > last) break;
    for (std::size_t row = 0; row <= rows_; ++row) sums[row].Add(rows[row]);
  }
  RowCounts counts{.rows = {}, .outside = sums.back().counts()};
  counts.rows.reserve(rows_);
  for (std::size_t row = 0; row < rows_; ++row) counts.rows.push_back(sums[row].counts());
  return counts;
}

void Standing::Add(OrganizationRef organization) {
  PlaceNew();
  for (const TreeBasis basis : kTreeBases) {
    Fold(organization, {&(*changes_)[organization].back(), 1}, 1, basis);
  }
}

void Standing::Doubt(const MembershipTimeline* before, const MembershipTimeline& after) {
  PlaceNew();
  differences_.clear();
  if (before != nullptr) AppendDifferences(Believed(*before, knowledge_), -1, &differences_);
  AppendDifferences(Believed(after, knowledge_), 1, &differences_);
  Consolidate(&differences_);  // most of what was is as it was
  for (const Difference& difference : differences_) {
    const OrganizationRef organization = difference.organization;
    if (organization >= doubted_.size()) doubted_.resize(organization + 1);
    const Change& change = doubted_[organization].emplace_back(ChangeOf(difference));
    for (const TreeBasis basis : kTreeBases) Fold(organization, {&change, 1}, 1, basis);
  }
}

void Standing::Move(OrganizationRef organization, absl::Time recorded) {
  // New ones have no version but, it may be, this one, and nothing below them but this one.
  PlaceNew();
  if (absl::ToUnixMicros(recorded) > known_at_) return;
  std::vector<OrganizationRef> moved = {organization};
  while (!moved.empty()) {
    const OrganizationRef ref = moved.back();
    moved.pop_back();
    Places places = finder_.Find(ref);
    if (places == places_[ref]) continue;  // nor is anything below it elsewhere
    for (const TreeBasis basis : kTreeBases) FoldAll(ref, -1, basis);
    places_[ref] = std::move(places);
    for (const TreeBasis basis : kTreeBases) FoldAll(ref, 1, basis);
    const std::vector<OrganizationRef>& below = organizations_->ChildrenOf(ref);
    moved.insert(moved.end(), below.begin(), below.end());
  }
}

}  // namespace mingce::reporting
