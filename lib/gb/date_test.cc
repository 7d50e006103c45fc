#include "lib/gb/date.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

std::string TextOf(const Parsed<Date>& date) {
  return date.ok() ? ToString(*date.value) : DecidingReason(date.findings);
}

std::string ReasonFor(const std::string& code) {
  if (code == "OK" || code == "OK_MONTH") return "OK";
  if (code == "EMPTY") return "FIELD_MISSING";
  if (code == "SERIAL_1900") return "DATE_SERIAL";
  return "DATE_" + code;
}

TEST(DateTest, Vectors) {
  for (const Vector& row : ReadVectors("date.tsv")) {
    SCOPED_TRACE(absl::StrCat("date.tsv:", row.line, " ", row.detail));
    const Parsed<Date> date = ParseDate(row.input);
    EXPECT_EQ(VerdictOf(date.ok(), date.findings), row.expected);
    EXPECT_EQ(date.ok() ? ToString(*date.value) : "", row.normalised);
    EXPECT_EQ(DecidingReason(date.findings), ReasonFor(row.code));
    EXPECT_EQ(date.ok() && date.value->day == 0, row.code == "OK_MONTH");
  }
}

TEST(DateTest, ForeverOnlyWhereAllowed) {
  EXPECT_EQ(ParseDateAllowingForever(" 长期 ").value, kForever);
  EXPECT_EQ(TextOf(ParseDateAllowingForever("2029.9.5")), "2029-09-05");
  EXPECT_EQ(TextOf(ParseDateAllowingForever("永远")), "DATE_FORMAT");
  EXPECT_EQ(TextOf(ParseDateAllowingForever("\xff")), "NOT_UTF8");
  EXPECT_EQ(TextOf(ParseDate("长期")), "DATE_FORMAT");
}

TEST(DateTest, MidnightIsDroppedAndAnotherTimeIsNot) {
  EXPECT_EQ(TextOf(ParseDate("2019/9/25 0:00")), "2019-09-25");
  EXPECT_EQ(TextOf(ParseDate("2019-09-25T00:00:00.000")), "2019-09-25");
  for (const absl::string_view time : {"0:01", "12:00:00", "00:00:01", "00:00:00.001", "0", "x"}) {
    EXPECT_EQ(TextOf(ParseDate(absl::StrCat("2019-09-25 ", time))), "DATE_FORMAT") << time;
  }
}

TEST(DateTest, OtherFormsAreRefused) {
  for (const absl::string_view text :
       {"2019-9-255", "20190-1", "2019-09-", "2019-", "2019年9", "2019年9月25", "2019年9月25日起",
        "00060", "09999", "2019--1", "-2019-1-1", "2019/09.25", "2019－－", "1", "1234567"}) {
    EXPECT_EQ(TextOf(ParseDate(text)), "DATE_FORMAT") << text;
  }
}

TEST(DateTest, SerialsOfBothSystems) {
  EXPECT_EQ(TextOf(DateFromSerial(1, false)), "1900-01-01");
  EXPECT_EQ(TextOf(DateFromSerial(59, false)), "1900-02-28");
  EXPECT_EQ(TextOf(DateFromSerial(60, false)), "DATE_CALENDAR");
  EXPECT_EQ(TextOf(DateFromSerial(61, false)), "1900-03-01");
  EXPECT_EQ(TextOf(DateFromSerial(43733, false)), "2019-09-25");
  EXPECT_EQ(TextOf(DateFromSerial(2958465, false)), "9999-12-31");
  EXPECT_EQ(TextOf(DateFromSerial(2958466, false)), "DATE_RANGE");
  EXPECT_EQ(TextOf(DateFromSerial(0, false)), "DATE_CALENDAR");
  EXPECT_EQ(TextOf(DateFromSerial(0, true)), "1904-01-01");
  EXPECT_EQ(TextOf(DateFromSerial(42271, true)), "2019-09-25");
  EXPECT_EQ(TextOf(DateFromSerial(2957003, true)), "9999-12-31");
  EXPECT_EQ(TextOf(DateFromSerial(2957004, true)), "DATE_RANGE");
  EXPECT_EQ(TextOf(DateFromSerial(43733.5, false)), "DATE_FORMAT");
  EXPECT_EQ(TextOf(DateFromSerial(-1, false)), "DATE_RANGE");
  EXPECT_EQ(TextOf(DateFromSerial(1e300, false)), "DATE_RANGE");
  EXPECT_EQ(TextOf(DateFromSerial(std::nan(""), false)), "DATE_FORMAT");
  EXPECT_EQ(TextOf(DateFromSerial(std::numeric_limits<double>::infinity(), true)), "DATE_FORMAT");
}

TEST(DateTest, DaysGoThereAndBack) {
  EXPECT_EQ(DaysFromCivil(1970, 1, 1), 0);
  EXPECT_EQ(DaysFromCivil(Date{1969, 12, 31}), -1);
  EXPECT_EQ(DaysFromCivil(Date{2019, 9, 0}), DaysFromCivil(2019, 9, 1));
  Date previous = {0, 12, 31};
  const std::int64_t last = DaysFromCivil(kForever);
  for (std::int64_t days = DaysFromCivil(1, 1, 1); days <= last; ++days) {
    const Date date = CivilFromDays(days);
    ASSERT_TRUE(IsCalendarDay(date.year, date.month, date.day)) << ToString(date);
    ASSERT_EQ(DaysFromCivil(date), days);
    ASSERT_LT(previous, date);
    previous = date;
  }
  EXPECT_EQ(previous, kForever);
  EXPECT_EQ(CivilFromDays(std::numeric_limits<std::int64_t>::max()), kForever);
  EXPECT_EQ(CivilFromDays(std::numeric_limits<std::int64_t>::min()), (Date{1, 1, 1}));
}

TEST(DateTest, AgeIsNeverOverstated) {
  EXPECT_EQ(AgeOn({1990, 3, 7}, {2019, 3, 6}), 28);
  EXPECT_EQ(AgeOn({1990, 3, 7}, {2019, 3, 7}), 29);
  EXPECT_EQ(AgeOn({2000, 2, 29}, {2019, 2, 28}), 18);
  EXPECT_EQ(AgeOn({2000, 2, 29}, {2019, 3, 1}), 19);
  EXPECT_EQ(AgeOn({2003, 9, 0}, {2019, 9, 29}), 15);
  EXPECT_EQ(AgeOn({2003, 9, 0}, {2019, 9, 30}), 16);
  EXPECT_EQ(AgeOn({2003, 9, 2}, {2019, 9, 0}), 15);
  EXPECT_EQ(AgeOn({2019, 9, 25}, {2019, 9, 24}), -1);
}

TEST(DateTest, MonthsSortBeforeTheirDays) {
  EXPECT_LT((Date{2019, 9, 0}), (Date{2019, 9, 1}));
  EXPECT_LT((Date{2019, 8, 31}), (Date{2019, 9, 0}));
}

}  // namespace
}  // namespace mingce::gb
