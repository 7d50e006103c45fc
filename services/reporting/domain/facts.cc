#include "services/reporting/domain/facts.h"

#include <algorithm>
#include <utility>

#include "lib/base/day.h"

namespace mingce::reporting {
namespace {

constexpr std::size_t kAnswersKept = 64;
// Each is one to two megabytes with 20,000 organisations, and every change is folded into all of
// them. Two are for each plan that is asked about.
constexpr std::size_t kStandingsKept = 16;
constexpr std::size_t kMomentsKept = 4;  // of them, in the past

// The last microsecond of `day`: D-15.
absl::Time EndOfDay(absl::CivilDay day) { return StartOfDay(day + 1) - absl::Microseconds(1); }

}  // namespace

// What was known before does not change.
void Facts::Learn(absl::Time recorded) {
  newest_ = std::max(newest_, recorded);
  answers_.remove_if([&](const auto& answer) { return answer.first.known_at >= recorded; });
}

void Facts::Put(const OrganizationVersion& version) {
  Organization organization{.closed = version.closed};
  if (version.parent.has_value()) organization.parent = RefOf(*version.parent);
  const OrganizationRef ref = RefOf(version.id);
  const history::Version<Organization> dated = Dated(version.dates, organization);
  if (!organizations_.Add(ref, dated)) return;
  suspicions_.Note(Feed::kRegistry, dated);
  Learn(version.dates.recorded);
  for (Kept& kept : kept_) kept.standing.Move(ref, version.dates.recorded);
}

void Facts::Put(const CampaignOpened& opened) {
  campaigns_.insert_or_assign(opened.id, opened.campaign);
  answers_.clear();
  Prepare(opened.id, absl::CivilDay::max());
}

void Facts::Put(const QuotaPlanSet& set) {
  if (!plans_[set.campaign].Add(Dated(set.dates, set.plan))) return;
  for (const Quota& quota : set.plan.quotas) RefOf(quota.organization);
  Learn(set.dates.recorded);
  Prepare(set.campaign, set.dates.day);
}

void Facts::Put(const ClockConfirmed& confirmed) {
  if (suspicions_.Put(confirmed)) Learn(confirmed.recorded);
}

void Facts::SetEpoch(Feed feed, std::string epoch) {
  suspicions_.SetEpoch(feed, std::move(epoch));
  answers_.clear();
}

void Facts::Doubt(const MemberId& member, MembershipTimeline membership, absl::Time newest) {
  MembershipTimeline& held = doubtful_[member];
  const MembershipTimeline before = std::exchange(held, std::move(membership));
  MembershipTimeline noted = before;
  for (const history::Version<Membership>& version : held.versions()) {
    if (noted.Add(version)) suspicions_.Note(Feed::kMembers, version);
  }
  changes_.resize(organizations_.size());
  for (Kept& kept : kept_) kept.standing.Doubt(before.empty() ? nullptr : &before, held);
  newest_ = std::max(newest_, newest);
  answers_.clear();
}

void Facts::Add(absl::Span<const Difference> differences, std::int64_t begun, absl::Time newest) {
  members_ += begun;
  newest_ = std::max(newest_, newest);
  absl::Time oldest = absl::InfiniteFuture();
  changes_.resize(organizations_.size());
  for (const Difference& difference : differences) {
    oldest = std::min(oldest, difference.recorded);
    changes_[difference.organization].push_back(ChangeOf(difference));
    for (Kept& kept : kept_) kept.standing.Add(difference.organization);
  }
  if (!differences.empty()) Learn(oldest);
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

Standing& Facts::StandingOf(const CampaignId& campaign, const history::Version<QuotaPlan>& plan,
                            const Knowledge& knowledge) const {
  for (auto kept = kept_.begin(); kept != kept_.end(); ++kept) {
    if (kept->knowledge == knowledge && kept->day == plan.day && kept->revision == plan.revision &&
        kept->campaign == campaign) {
      kept_.splice(kept_.begin(), kept_, kept);
      return kept->standing;
    }
  }
  std::size_t all = 1;
  std::size_t moments = 1;
  kept_.remove_if([&](const Kept& kept) {
    return ++all > kStandingsKept || (kept.is_moment && ++moments > kMomentsKept);
  });
  const bool is_moment = knowledge.known_at != absl::InfiniteFuture() &&
                         knowledge.known_at != EndOfDay(campaigns_.at(campaign).entry_due_on);
  return kept_
      .emplace_front(
          Kept{.campaign = campaign,
               .day = plan.day,
               .revision = plan.revision,
               .knowledge = knowledge,
               .is_moment = is_moment,
               .standing = {&organizations_, &changes_, doubtful_, plan.value, knowledge}})
      .standing;
}

void Facts::Prepare(const CampaignId& campaign, absl::CivilDay day) {
  const auto opened = campaigns_.find(campaign);
  const history::Version<QuotaPlan>* plan = PlanOn(campaign, day, absl::InfiniteFuture());
  if (opened == campaigns_.end() || plan == nullptr) return;
  const absl::CivilDay today = BeijingDay(newest_);
  StandingOf(campaign, *plan, {.known_at = EndOfDay(opened->second.entry_due_on)})
      .Prepare(TreeBasis::kAsAtDate, today);
  Standing& now = StandingOf(campaign, *plan, {.known_at = absl::InfiniteFuture()});
  for (const TreeBasis basis : kTreeBases) now.Prepare(basis, today);
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

  // Where everything is known, that is what a later moment knows, too.
  const auto count = [&](const history::Version<QuotaPlan>& of_plan, absl::CivilDay day,
                         Knowledge knowledge, TreeBasis basis) {
    if (knowledge.known_at >= newest_) knowledge.known_at = absl::InfiniteFuture();
    return StandingOf(question.campaign, of_plan, knowledge).On(day, basis, question.today);
  };
  const RowCounts counts =
      count(*plan, question.as_of, {.known_at = question.known_at}, question.basis);
  OnTime on_time{.plan = &plan_on_time->value, .counts = {}, .as_it_says = {}};
  on_time.as_it_says = count(*plan_on_time, due, {.known_at = due_known}, TreeBasis::kAsAtDate);
  // What was confirmed is asked of the moment of the question, like the plan: an officer's word for
  // a day that was recorded later is not the unit's delay.
  std::optional<Confirmed> confirmed = suspicions_.ConfirmedAt(question.known_at);
  on_time.counts =
      confirmed.has_value()
          ? count(*plan_on_time, due, {.known_at = due_known, .confirmed = std::move(confirmed)},
                  TreeBasis::kAsAtDate)
          : on_time.as_it_says;
  auto attainment = std::make_shared<const Attainment>(
      reporting::Attain(campaign->second, plan->value, counts, on_time));
  if (answers_.size() == kAnswersKept) answers_.pop_back();
  answers_.emplace_front(question, attainment);
  return attainment;
}

}  // namespace mingce::reporting
