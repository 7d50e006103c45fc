#include "services/registry/app/get_quota_plan.h"

#include <string>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/history/timeline.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/campaign_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<PlacedQuotaPlan> PlanInForce(const Register& parts, absl::Time now,
                                            absl::string_view campaign, const AsOf& asked) {
  if (asked.day.has_value() && !gb::IsDayFrom1900(*asked.day)) return NoSuchDay("as_of");
  if (asked.known_at.has_value() && *asked.known_at > now) return KnownAtInFuture();
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Campaign> found,
                          FindCampaign(*parts.store, campaign));
  if (!found.has_value()) return QuotaPlanNotFound();
  MINGCE_ASSIGN_OR_RETURN(const history::Timeline<QuotaPlan> plans,
                          QuotaPlansOf(*parts.store, *found));
  const absl::CivilDay day = asked.day.has_value() ? gb::ToCivilDay(*asked.day) : BeijingDay(now);
  const history::Version<QuotaPlan>* plan =
      plans.On(day, asked.known_at.value_or(absl::InfiniteFuture()));
  if (plan == nullptr) return QuotaPlanNotFound();
  return PlacedQuotaPlan{
      .campaign = std::string(campaign), .revision = plan->revision, .plan = plan->value};
}

}  // namespace

absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, const Call& call,
                                             absl::string_view campaign,
                                             std::optional<std::int64_t> revision,
                                             const AsOf& asked) {
  if (!revision.has_value()) return PlanInForce(parts, call.now, campaign, asked);
  if (!asked.IsNow()) return AsOfWithRevision();
  MINGCE_ASSIGN_OR_RETURN(std::optional<QuotaPlan> plan,
                          FindQuotaPlan(*parts.store, campaign, *revision));
  if (!plan.has_value()) return QuotaPlanNotFound();
  return PlacedQuotaPlan{
      .campaign = std::string(campaign), .revision = *revision, .plan = *std::move(plan)};
}

}  // namespace mingce::registry
