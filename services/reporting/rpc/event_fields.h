// Fields that the events of both feeds have.

#ifndef MINGCE_SERVICES_REPORTING_RPC_EVENT_FIELDS_H_
#define MINGCE_SERVICES_REPORTING_RPC_EVENT_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "lib/base/time_proto.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/type/date.pb.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

// The id in "<collection>/<id>". An id is another service's affair (D-1): any text is one.
template <typename IdType>
std::optional<IdType> IdOf(absl::string_view name, absl::string_view collection) {
  if (!absl::ConsumePrefix(&name, collection) || !absl::ConsumePrefix(&name, "/") || name.empty() ||
      absl::StrContains(name, '/')) {
    return std::nullopt;
  }
  return IdType(std::string(name));
}

// When a version holds and since when it is known. Recorded times are of whole microseconds, from 1970
// on: nothing was recorded before.
inline std::optional<Dates> DatesOf(const feed::v1::Event& event, const type::Date& effective_on,
                                    std::int64_t revision) {
  constexpr std::int64_t kEndOf9999 = 253'402'300'799;
  const std::optional<absl::CivilDay> day = DayOf(effective_on);
  const google::protobuf::Timestamp& recorded = event.recorded_time();
  if (!day.has_value() || revision < 1 || recorded.seconds() <= 0 ||
      recorded.seconds() > kEndOf9999 || recorded.nanos() < 0 || recorded.nanos() > 999'999'999) {
    return std::nullopt;
  }
  return Dates{.day = *day,
               .revision = revision,
               .recorded = absl::FromUnixMicros(absl::ToUnixMicros(TimeOf(recorded)))};
}

// Whether the event is of the type `Data`.
template <typename Data>
bool IsOfType(const feed::v1::Event& event) {
  return event.type() == Data::descriptor()->full_name();
}

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_EVENT_FIELDS_H_
