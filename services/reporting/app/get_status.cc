#include "services/reporting/app/get_status.h"

namespace mingce::reporting {

ServiceStatus GetStatus(const Projection& projection, const FeedSource& feeds, absl::Time now) {
  ServiceStatus status;
  status.registry_feed = feeds.View(Feed::kRegistry).broken;
  status.members_feed = feeds.View(Feed::kMembers).broken;
  projection.Read([&](const Facts& facts, const Applied& applied) {
    status.watermark = MarkOf(applied, feeds, now, now);
    status.members = facts.members();
    status.organizations = static_cast<std::int64_t>(facts.organizations());
  });
  return status;
}

}  // namespace mingce::reporting
