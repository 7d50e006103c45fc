// Days are Beijing days: the notice's dates end at midnight in UTC+8, wherever the machine stands.

#ifndef MINGCE_LIB_BASE_BEIJING_H_
#define MINGCE_LIB_BASE_BEIJING_H_

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace mingce {

// A fixed offset, not a time zone by name: that would need the machine's tzdata.
inline absl::TimeZone BeijingTimeZone() { return absl::FixedTimeZone(8 * 60 * 60); }

// The Beijing day in which `time` lies.
inline absl::CivilDay BeijingDay(absl::Time time) {
  return absl::ToCivilDay(time, BeijingTimeZone());
}

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_BEIJING_H_
