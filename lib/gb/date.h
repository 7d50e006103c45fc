// Calendar days and months of the Gregorian calendar, years 1 to 9999, and the ways people write
// them in forms.
//
// Read: yyyy/M/d, yyyy-M-d, yyyy.M.d, yyyyMMdd, yyyy年M月d日 (or 号); months: yyyy-M, yyyy/M,
// yyyy.MM, yyyyMM, yyyy年M月. Five digits from 10000 are a spreadsheet serial (warning). A trailing
// midnight is dropped. Not read: another time of day, month first, day first, two-digit years, and
// yyyy.M, which may be October typed as a number. A bad date is an error and is never replaced.
// Source: domain reference 7.5.

#ifndef MINGCE_LIB_GB_DATE_H_
#define MINGCE_LIB_GB_DATE_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;  // 0: only the month is known; such a date sorts before the days of its month

  auto operator<=>(const Date&) const = default;
};

// What 长期 means in the end of validity of a document.
inline constexpr Date kForever = {9999, 12, 31};

// The first day that any form accepts.
inline constexpr Date kEarliestDate = {1900, 1, 1};

std::string ToString(const Date& date);  // YYYY-MM-DD, or YYYY-MM

bool IsCalendarDay(int year, int month, int day);

// A day of the calendar that is not before kEarliestDate.
bool IsDayFrom1900(const Date& date);

// 0 for a month that does not exist.
int DaysInMonth(int year, int month);

// Days since 1970-01-01. A day of 0 counts as the first of the month.
std::int64_t DaysFromCivil(int year, int month, int day);
std::int64_t DaysFromCivil(const Date& date);

// Days outside the years 1 to 9999 give the nearest day inside.
Date CivilFromDays(std::int64_t days);

// The same day; a day of 0 counts as the first of the month.
absl::CivilDay ToCivilDay(const Date& date);
Date FromCivilDay(absl::CivilDay day);

// Whole years from `birth` to `day`; negative before the birth. Never overstated: a birth known to
// the month counts as the last day of it, a `day` known to the month as the first.
int AgeOn(const Date& birth, const Date& day);

// Errors: FIELD_MISSING, NOT_UTF8, DATE_FORMAT, DATE_CALENDAR, DATE_RANGE (before 1900).
// Warning: DATE_SERIAL.
Parsed<Date> ParseDate(absl::string_view text);

// As ParseDate, and 长期 is kForever.
Parsed<Date> ParseDateAllowingForever(absl::string_view text);

// The day of a numeric cell, in the 1900 system (with the 1900-02-29 that never was, an error) or
// the 1904 system. Errors: DATE_CALENDAR, DATE_RANGE, DATE_FORMAT (a time of day, not a number).
Parsed<Date> DateFromSerial(double serial, bool date1904);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_DATE_H_
