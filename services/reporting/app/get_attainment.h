#ifndef MINGCE_SERVICES_REPORTING_APP_GET_ATTAINMENT_H_
#define MINGCE_SERVICES_REPORTING_APP_GET_ATTAINMENT_H_

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/parked_calls.h"
#include "lib/call/call.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

// The longest a call waits for an event it names: a healthy feed takes milliseconds.
inline constexpr absl::Duration kLongestWait = absl::Seconds(2);
// What is left of a call's deadline for computing and sending the answer.
inline constexpr absl::Duration kAnswerReserve = absl::Milliseconds(200);

struct AttainmentQuery {
  FiguresQuery figures;
  std::uint64_t min_registry = 0;  // answer only from a state that holds this event
  std::uint64_t min_members = 0;
};

// The attainment of a campaign, as far as the caller may read it, from one moment of the
// projection; `done` is called once, with SOURCE_BEHIND or an error of ReadFigures when there is
// none. Where `min_registry` or `min_members` is not applied yet, the call is parked, at most
// kLongestWait and not into the last kAnswerReserve of its deadline; else `done` is called before
// it returns. All outlive the call.
void GetAttainment(const Projection& projection, const FeedSource& feeds, ParkedCalls* parked,
                   const Call& call, const AttainmentQuery& query,
                   std::function<void(absl::StatusOr<Figures>)> done);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_GET_ATTAINMENT_H_
