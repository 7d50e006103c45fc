// Days are Beijing days: the notice's dates end at midnight in UTC+8, wherever the machine stands.

#ifndef MINGCE_LIB_BASE_DAY_H_
#define MINGCE_LIB_BASE_DAY_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace mingce {

// A fixed offset, not a time zone by name: that would need the machine's tzdata.
// Made once: that takes a lock and a look-up.
inline absl::TimeZone BeijingTimeZone() {
  static const absl::TimeZone zone = absl::FixedTimeZone(8 * 60 * 60);
  return zone;
}

// The Beijing day in which `time` lies.
inline absl::CivilDay BeijingDay(absl::Time time) {
  return absl::ToCivilDay(time, BeijingTimeZone());
}

// The moment at which `day` begins in Beijing.
inline absl::Time StartOfDay(absl::CivilDay day) { return absl::FromCivil(day, BeijingTimeZone()); }

// How a day stands in a key: year * 10000 + month * 100 + day, so that days before 1970 sort too.
inline std::uint64_t DayNumber(absl::CivilDay day) {
  return static_cast<std::uint64_t>(day.year()) * 10'000 +
         static_cast<std::uint64_t>(day.month()) * 100 + static_cast<std::uint64_t>(day.day());
}

inline absl::CivilDay DayOfNumber(std::uint64_t number) {
  return absl::CivilDay(static_cast<absl::civil_year_t>(number / 10'000),
                        static_cast<int>(number / 100 % 100), static_cast<int>(number % 100));
}

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_DAY_H_
