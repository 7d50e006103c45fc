// Times and days between memory and their messages: the one place where they are converted.

#ifndef MINGCE_LIB_BASE_TIME_PROTO_H_
#define MINGCE_LIB_BASE_TIME_PROTO_H_

#include <google/protobuf/timestamp.pb.h>

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "mingce/type/date.pb.h"

namespace mingce {

// Microseconds, also before 1970, when the rest of a second still counts forward.
void SetTimestamp(absl::Time time, google::protobuf::Timestamp* proto);
absl::Time TimeOf(const google::protobuf::Timestamp& proto);

void SetDate(absl::CivilDay day, type::Date* proto);
// nullopt for what is not a whole day of the calendar in the years 1900 to 9999.
std::optional<absl::CivilDay> DayOf(const type::Date& proto);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_TIME_PROTO_H_
