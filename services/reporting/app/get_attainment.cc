#include "services/reporting/app/get_attainment.h"

#include <algorithm>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

// OK when the events asked for are applied; else SOURCE_BEHIND.
absl::Status CheckReached(const Projection& projection, const AttainmentQuery& query) {
  const std::pair<Feed, std::uint64_t> wanted[] = {{Feed::kRegistry, query.min_registry},
                                                   {Feed::kMembers, query.min_members}};
  for (const auto& [feed, sequence] : wanted) {
    if (projection.applied(feed).sequence() < sequence) return SourceBehind(feed, sequence);
  }
  return absl::OkStatus();
}

absl::StatusOr<Figures> Report(const Projection& projection, const FeedSource& feeds,
                               const AttainmentQuery& query, const access::Access& access,
                               absl::Time now) {
  MINGCE_RETURN_IF_ERROR(CheckReached(projection, query));
  MINGCE_ASSIGN_OR_RETURN(Figures figures, ReadFigures(projection, feeds, query.figures, now));
  return ShownTo(access, std::move(figures));
}

}  // namespace

void GetAttainment(const Projection& projection, const FeedSource& feeds, ParkedCalls* parked,
                   const Call& call, const AttainmentQuery& query,
                   std::function<void(absl::StatusOr<Figures>)> done) {
  const absl::Duration at_most = std::min(kLongestWait, call.deadline - kAnswerReserve - call.now);
  if (CheckReached(projection, query).ok() || at_most <= absl::ZeroDuration()) {
    return done(Report(projection, feeds, query, call.access, call.now));
  }
  parked->Park([&projection, query] { return CheckReached(projection, query).ok(); }, at_most,
               [&projection, &feeds, query, access = call.access, now = call.now,
                done = std::move(done)] { done(Report(projection, feeds, query, access, now)); });
}

}  // namespace mingce::reporting
