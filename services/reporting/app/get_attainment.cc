#include "services/reporting/app/get_attainment.h"

#include <algorithm>
#include <memory>

#include "lib/base/status_macros.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {

absl::StatusOr<AttainmentReport> GetAttainment(const Projection& projection,
                                               const FeedSource& feeds, const Call& call,
                                               const AttainmentQuery& query) {
  const absl::Time until = std::min(call.now + kLongestWait, call.deadline - kAnswerReserve);
  if (!projection.WaitFor(Feed::kRegistry, query.min_registry, until)) {
    return SourceBehind(Feed::kRegistry, query.min_registry,
                        projection.applied(Feed::kRegistry).sequence);
  }
  if (!projection.WaitFor(Feed::kMembers, query.min_members, until)) {
    return SourceBehind(Feed::kMembers, query.min_members,
                        projection.applied(Feed::kMembers).sequence);
  }
  MINGCE_RETURN_IF_ERROR(CheckFollowed(feeds));

  const std::unique_ptr<kv::Reader> moment = projection.Snapshot();
  AttainmentReport report;
  MINGCE_ASSIGN_OR_RETURN(report.campaign, ReadAttainment(*moment, query.campaign, query.as_of));
  MINGCE_ASSIGN_OR_RETURN(report.watermark, ReadWatermark(*moment, feeds));
  return report;
}

}  // namespace mingce::reporting
