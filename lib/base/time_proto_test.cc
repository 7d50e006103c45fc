#include "lib/base/time_proto.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

type::Date DateOf(int year, int month, int day) {
  type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(TimeProtoTest, TimesGoThereAndBackOnBothSidesOf1970) {
  for (const std::int64_t micros :
       {0ll, 1ll, -1ll, 1'573'776'000'000'123ll, -2'208'988'800'000'001ll}) {
    google::protobuf::Timestamp proto;
    SetTimestamp(absl::FromUnixMicros(micros), &proto);
    EXPECT_GE(proto.nanos(), 0);
    EXPECT_EQ(absl::ToUnixMicros(TimeOf(proto)), micros);
  }
}

TEST(TimeProtoTest, OnlyDaysOfTheCalendarAreDays) {
  EXPECT_EQ(DayOf(DateOf(2019, 11, 30)), absl::CivilDay(2019, 11, 30));
  for (const type::Date& bad : {DateOf(2019, 2, 29), DateOf(2019, 11, 0), DateOf(2019, 13, 1),
                                DateOf(0, 0, 0), DateOf(1899, 12, 31), DateOf(10000, 1, 1)}) {
    EXPECT_EQ(DayOf(bad), std::nullopt) << bad.ShortDebugString();
  }
  type::Date proto;
  SetDate(absl::CivilDay(2020, 2, 29), &proto);
  EXPECT_EQ(DayOf(proto), absl::CivilDay(2020, 2, 29));
}

}  // namespace
}  // namespace mingce
