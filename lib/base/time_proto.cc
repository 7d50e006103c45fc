#include "lib/base/time_proto.h"

#include <cstdint>

namespace mingce {

void SetTimestamp(absl::Time time, google::protobuf::Timestamp* proto) {
  const std::int64_t micros = absl::ToUnixMicros(time);
  std::int64_t seconds = micros / 1'000'000;
  std::int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  proto->set_seconds(seconds);
  proto->set_nanos(static_cast<std::int32_t>(rest * 1000));
}

absl::Time TimeOf(const google::protobuf::Timestamp& proto) {
  return absl::FromUnixSeconds(proto.seconds()) + absl::Nanoseconds(proto.nanos());
}

void SetDate(absl::CivilDay day, type::Date* proto) {
  proto->set_year(static_cast<std::int32_t>(day.year()));
  proto->set_month(day.month());
  proto->set_day(day.day());
}

std::optional<absl::CivilDay> DayOf(const type::Date& proto) {
  const absl::CivilDay day(proto.year(), proto.month(), proto.day());
  const bool is_calendar_day =
      day.year() == proto.year() && day.month() == proto.month() && day.day() == proto.day();
  if (!is_calendar_day || proto.year() < 1900 || proto.year() > 9999) return std::nullopt;
  return day;
}

}  // namespace mingce
