#include "services/reporting/domain/facts.h"

#include <algorithm>

#include "lib/base/day.h"
#include "services/reporting/domain/row_finder.h"

namespace mingce::reporting {
namespace {

// Two for each question: its own and the one on time.
constexpr std::size_t kPlacingsKept = 12;
constexpr std::size_t kAnswersKept = 12;

void AddAt(std::int32_t row, bool closed, Counts counts, RowCounts* to) {
  if (closed) counts.counted = 0;
  (row == RowFinder::kNoRow ? to->outside : to->rows[static_cast<std::size_t>(row)]) += counts;
}

// The last microsecond of `day`: D-15.
absl::Time EndOfDay(absl::CivilDay day) { return StartOfDay(day + 1) - absl::Microseconds(1); }

}  // namespace

void Facts::Learn(absl::Time recorded) {
  newest_ = std::max(newest_, recorded);
  answers_.clear();
}

OrganizationRef Facts::RefOf(const OrganizationId& organization) {
  const std::size_t before = organizations_.size();
  const OrganizationRef ref = organizations_.RefOf(organization);
  if (organizations_.size() != before) placings_.clear();  // they end before it
  return ref;
}

void Facts::Put(const OrganizationVersion& version) {
  Organization organization{.closed = version.closed};
  if (version.parent.has_value()) organization.parent = RefOf(*version.parent);
  if (!organizations_.Add(RefOf(version.id), {.day = version.dates.day,
                                              .revision = version.dates.revision,
                                              .recorded = version.dates.recorded,
                                              .value = organization})) {
    return;
  }
  Learn(version.dates.recorded);
  newest_tree_ = std::max(newest_tree_, version.dates.recorded);
  placings_.clear();
}

void Facts::Put(const CampaignOpened& opened) {
  campaigns_.insert_or_assign(opened.id, opened.campaign);
  answers_.clear();
}

void Facts::Put(const QuotaPlanSet& set) {
  if (!plans_[set.campaign].Add({.day = set.dates.day,
                                 .revision = set.dates.revision,
                                 .recorded = set.dates.recorded,
                                 .value = set.plan})) {
    return;
  }
  Learn(set.dates.recorded);
}

void Facts::Add(absl::Span<const Difference> differences, std::int64_t begun, absl::Time newest) {
  members_ += begun;
  for (const Difference& difference : differences) counts_.Add(difference);
  Learn(newest);
}

const history::Version<QuotaPlan>* Facts::PlanOn(const CampaignId& campaign, absl::CivilDay day,
                                                 absl::Time known_at) const {
  const auto plans = plans_.find(campaign);
  return plans == plans_.end() ? nullptr : plans->second.On(day, known_at);
}

std::optional<absl::CivilDay> Facts::FirstPlanDay(const CampaignId& campaign,
                                                  absl::Time known_at) const {
  const auto plans = plans_.find(campaign);
  if (plans == plans_.end()) return std::nullopt;
  for (const history::Version<QuotaPlan>& plan : plans->second.versions()) {
    if (plan.recorded <= known_at) return plan.day;
  }
  return std::nullopt;
}

std::vector<bool> Facts::ClosedOn(absl::CivilDay day, absl::Time known_at) const {
  std::vector<bool> closed(organizations_.size());
  for (OrganizationRef ref = 0; ref < closed.size(); ++ref) {
    const Organization* organization = organizations_.On(ref, day, known_at);
    closed[ref] = organization != nullptr && organization->closed;
  }
  return closed;
}

const Facts::Placing& Facts::Place(const CampaignId& campaign,
                                   const history::Version<QuotaPlan>& plan, absl::CivilDay tree_day,
                                   absl::CivilDay as_of, absl::Time known_at) const {
  // Where all of the tree is known, a later moment knows the same.
  const absl::Time known = known_at >= newest_tree_ ? absl::InfiniteFuture() : known_at;
  const std::pair<absl::CivilDay, std::int64_t> version(plan.day, plan.revision);
  for (auto placing = placings_.begin(); placing != placings_.end(); ++placing) {
    if (placing->campaign == campaign && placing->plan == version &&
        placing->tree_day == tree_day && placing->as_of == as_of && placing->known_at == known) {
      placings_.splice(placings_.begin(), placings_, placing);
      return placings_.front();
    }
  }
  Placing made{.campaign = campaign,
               .plan = version,
               .tree_day = tree_day,
               .as_of = as_of,
               .known_at = known,
               .row = std::vector<std::int32_t>(organizations_.size()),
               .closed = ClosedOn(as_of, known_at)};
  RowFinder finder(&organizations_, plan.value, known_at);
  for (OrganizationRef ref = 0; ref < made.row.size(); ++ref) {
    made.row[ref] = finder.Find(ref, tree_day);
  }
  if (placings_.size() == kPlacingsKept) placings_.pop_back();
  return placings_.emplace_front(std::move(made));
}

RowCounts Facts::CountInTree(const CampaignId& campaign, const history::Version<QuotaPlan>& plan,
                             absl::CivilDay tree_day, absl::CivilDay as_of,
                             absl::Time known_at) const {
  RowCounts counts{.rows = std::vector<Counts>(plan.value.quotas.size()), .outside = {}};
  const Placing& placing = Place(campaign, plan, tree_day, as_of, known_at);
  const OwnCounts& own = counts_.On(as_of, known_at);
  for (OrganizationRef ref = 0; ref < own.size(); ++ref) {
    AddAt(placing.row[ref], placing.closed[ref], own[ref], &counts);
  }
  return counts;
}

RowCounts Facts::CountByEvent(const QuotaPlan& plan, absl::CivilDay as_of,
                              absl::Time known_at) const {
  RowCounts counts{.rows = std::vector<Counts>(plan.quotas.size()), .outside = {}};
  const std::vector<bool> closed = ClosedOn(as_of, known_at);
  RowFinder finder(&organizations_, plan, known_at);
  counts_.Visit(as_of, known_at, [&](OrganizationRef ref, absl::CivilDay since, const Counts& own) {
    AddAt(finder.Find(ref, since), closed[ref], own, &counts);
  });
  return counts;
}

std::shared_ptr<const Attainment> Facts::Attain(const Question& question) const {
  for (auto answer = answers_.begin(); answer != answers_.end(); ++answer) {
    if (!(answer->first == question)) continue;
    answers_.splice(answers_.begin(), answers_, answer);
    return answers_.front().second;
  }
  const auto campaign = campaigns_.find(question.campaign);
  const history::Version<QuotaPlan>* plan =
      PlanOn(question.campaign, question.as_of, question.known_at);
  if (campaign == campaigns_.end() || plan == nullptr) return nullptr;

  const absl::CivilDay due = std::min(question.as_of, campaign->second.entry_due_on);
  const absl::Time due_known = std::min(question.known_at, EndOfDay(campaign->second.entry_due_on));
  const history::Version<QuotaPlan> no_plan{};
  const history::Version<QuotaPlan>* plan_on_time =
      PlanOn(question.campaign, due, question.known_at);
  if (plan_on_time == nullptr) plan_on_time = &no_plan;  // what counts is the county's alone

  const RowCounts counts =
      question.basis == TreeBasis::kAsAtEvent
          ? CountByEvent(plan->value, question.as_of, question.known_at)
          : CountInTree(question.campaign, *plan,
                        question.basis == TreeBasis::kCurrent ? question.today : question.as_of,
                        question.as_of, question.known_at);
  const RowCounts on_time = CountInTree(question.campaign, *plan_on_time, due, due, due_known);
  auto attainment = std::make_shared<const Attainment>(
      reporting::Attain(campaign->second, plan->value, counts, plan_on_time->value, on_time));
  if (answers_.size() == kAnswersKept) answers_.pop_back();
  answers_.emplace_front(question, attainment);
  return attainment;
}

}  // namespace mingce::reporting
