#include "services/reporting/app/get_status.h"

#include <memory>

#include "lib/base/status_macros.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {

absl::StatusOr<ServiceStatus> GetStatus(const Projection& projection, const FeedSource& feeds) {
  const std::unique_ptr<kv::Reader> moment = projection.Snapshot();
  ServiceStatus status;
  status.registry_feed = feeds.View(Feed::kRegistry).broken;
  status.members_feed = feeds.View(Feed::kMembers).broken;
  MINGCE_ASSIGN_OR_RETURN(status.watermark, ReadWatermark(*moment, feeds));
  MINGCE_ASSIGN_OR_RETURN(const Organizations organizations, ReadOrganizations(*moment));
  status.organizations = static_cast<std::int64_t>(organizations.size());
  // Every member adds exactly one to `registered` of one organisation; far fewer rows than members.
  MINGCE_RETURN_IF_ERROR(
      ScanDayCounts(*moment, [&status](const OrganizationId&, absl::CivilDay, const Counts& delta) {
        status.members = AddHeld(status.members, delta.registered);
      }));
  return status;
}

}  // namespace mingce::reporting
