#include "services/reporting/app/figures.h"

#include <algorithm>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

absl::StatusOr<Question> QuestionOf(const FiguresQuery& query, const Facts& facts, absl::Time now) {
  const absl::CivilDay today = BeijingDay(now);
  const absl::Time latest = std::max(facts.newest(), StartOfDay(today));
  if (query.as_of.has_value() && *query.as_of > today) return AsOfInFuture(today);
  if (query.known_at.has_value() && *query.known_at > std::max(latest, now)) {
    return KnownAtInFuture();
  }
  const absl::Time known_at = query.known_at.value_or(latest);
  // A source whose clock is ahead makes no tree of tomorrow today's.
  const absl::CivilDay known_day = std::min(BeijingDay(known_at), today);
  return Question{.campaign = query.campaign,
                  .as_of = query.as_of.value_or(known_day),
                  .known_at = known_at,
                  .basis = query.basis,
                  .today = known_day};
}

Watermark MarkOf(const Applied& applied, const FeedSource& feeds, absl::Time known_at,
                 absl::Time now) {
  Watermark watermark;
  for (const Feed feed : kFeeds) {
    const type::Cursor& cursor = applied[IndexOf(feed)];
    const FeedView view = feeds.View(feed);
    SourceMark& mark = watermark[IndexOf(feed)];
    mark.applied.set_epoch(cursor.epoch());
    mark.applied.set_sequence(cursor.sequence());
    // A follower learns of a head after it has applied the answer, so for a moment what is applied
    // can be ahead of what it says.
    const bool is_behind = view.head.epoch().empty() || (view.head.epoch() == cursor.epoch() &&
                                                         view.head.sequence() < cursor.sequence());
    mark.head = is_behind ? mark.applied : view.head;
    mark.age = view.age;
    mark.complete = view.caught_up && (view.age <= kLongestSilence || now - view.age >= known_at);
  }
  return watermark;
}

}  // namespace

absl::StatusOr<Figures> ReadFigures(const Projection& projection, const FeedSource& feeds,
                                    const FiguresQuery& query, absl::Time now) {
  for (const Feed feed : kFeeds) {
    if (!feeds.View(feed).broken.ok()) return SourceBroken(feed);
  }
  absl::StatusOr<Figures> figures = absl::InternalError("not read");
  projection.Read([&](const Facts& facts, const Applied& applied) {
    figures = [&]() -> absl::StatusOr<Figures> {
      MINGCE_ASSIGN_OR_RETURN(const Question question, QuestionOf(query, facts, now));
      const std::optional<absl::CivilDay> first =
          facts.FirstPlanDay(question.campaign, question.known_at);
      if (facts.campaigns().count(question.campaign) == 0 || !first.has_value()) {
        return CampaignNotFound(question.campaign);
      }
      std::shared_ptr<const Attainment> attainment = facts.Attain(question);
      if (attainment == nullptr) {
        return QuotaPlanNotInForce(question.campaign, question.as_of, *first);
      }
      return Figures{.attainment = std::move(attainment),
                     .question = question,
                     .watermark = MarkOf(applied, feeds, question.known_at, now)};
    }();
  });
  return figures;
}

Figures ShownTo(const access::Access& access, Figures figures) {
  if (access.MayEverywhere(policy::v1::REPORT_READ)) return figures;
  auto shown = std::make_shared<Attainment>();
  shown->quota_revision = figures.attainment->quota_revision;
  for (const UnitAttainment& unit : figures.attainment->units) {
    if (access.May(policy::v1::REPORT_READ, unit.quota.organization.text())) {
      shown->units.push_back(unit);
    }
  }
  shown->sections = SumBySection(shown->units);
  figures.attainment = std::move(shown);
  figures.whole = false;
  return figures;
}

std::optional<CountyAttainment> NewestCounty(const Projection& projection, absl::Time now) {
  const absl::CivilDay today = BeijingDay(now);
  std::optional<CountyAttainment> county;
  projection.Read([&](const Facts& facts, const Applied&) {
    const CampaignId* newest = nullptr;
    absl::CivilDay due;
    for (const auto& [id, campaign] : facts.campaigns()) {
      if (facts.PlanOn(id, today, facts.newest()) == nullptr) continue;
      if (newest != nullptr && campaign.entry_due_on < due) continue;
      newest = &id;
      due = campaign.entry_due_on;
    }
    if (newest == nullptr) return;
    county = facts
                 .Attain({.campaign = *newest,
                          .as_of = today,
                          .known_at = facts.newest(),
                          .basis = TreeBasis::kAsAtDate,
                          .today = today})
                 ->county;
  });
  return county;
}

ServiceStatus GetStatus(const Projection& projection, const FeedSource& feeds, absl::Time now) {
  ServiceStatus status;
  status.registry_feed = feeds.View(Feed::kRegistry).broken;
  status.members_feed = feeds.View(Feed::kMembers).broken;
  projection.Read([&](const Facts& facts, const Applied& applied) {
    status.watermark = MarkOf(applied, feeds, now, now);
    status.members = facts.members();
    status.organizations = static_cast<std::int64_t>(facts.organizations());
    status.set_backs = facts.set_backs();
  });
  return status;
}

}  // namespace mingce::reporting
