#include "services/reporting/app/newest_campaign.h"

#include <memory>

#include "lib/base/day.h"

namespace mingce::reporting {

std::optional<CountyAttainment> NewestCampaign::County() const {
  MutexLock lock(&mu_);
  const absl::Time now = clock_->Now();
  if (now < computed_ || now - computed_ >= absl::Seconds(1)) {
    county_ = Compute(now);
    computed_ = now;
  }
  return county_;
}

std::optional<CountyAttainment> NewestCampaign::Compute(absl::Time now) const {
  const absl::CivilDay today = BeijingDay(now);
  std::optional<CountyAttainment> county;
  projection_->Read([&](const Facts& facts, const Applied&) {
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

}  // namespace mingce::reporting
