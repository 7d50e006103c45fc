#include "lib/gb/date.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

constexpr Message kMissing = {"FIELD_MISSING", "日期不能为空", "the date is missing"};
constexpr Message kFormat = {"DATE_FORMAT", "日期格式错误，请按 年/月/日 填写，例如 2019/09/25",
                             "not a date in an accepted form; write it as 2019/09/25"};
constexpr Message kCalendar = {"DATE_CALENDAR", "日期错误：日历上没有这一天，请核对",
                               "the calendar has no such day"};
constexpr Message kRange = {"DATE_RANGE", "日期错误：年份应在1900年至9999年之间",
                            "the date is not between 1900 and 9999"};
constexpr Message kSerial = {"DATE_SERIAL", "日期是Excel序列号，已换算，请核对",
                             "a spreadsheet serial was converted to a date; please check it"};
constexpr Message kTimeOfDay = {"DATE_FORMAT", "日期格式错误：含有时刻，只填写 年/月/日",
                                "a day with a time of day; give the day only"};

struct Scanned {
  int year;
  int month;
  std::optional<int> day;
};

// Takes between `least` and `most` digits from the front.
std::optional<int> TakeNumber(absl::string_view* text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < most && n < text->size() && (*text)[n] >= '0' && (*text)[n] <= '9') {
    value = value * 10 + ((*text)[n] - '0');
    ++n;
  }
  if (n < least) return std::nullopt;
  text->remove_prefix(n);
  return value;
}

std::optional<Scanned> ScanDigits(absl::string_view text) {
  if (text.size() != 6 && text.size() != 8) return std::nullopt;
  const int year = *TakeNumber(&text, 4, 4);
  const int month = *TakeNumber(&text, 2, 2);
  return Scanned{year, month, TakeNumber(&text, 2, 2)};
}

std::optional<Scanned> ScanChinese(int year, absl::string_view text) {
  const std::optional<int> month = TakeNumber(&text, 1, 2);
  if (!month || !absl::ConsumePrefix(&text, "月")) return std::nullopt;
  if (text.empty()) return Scanned{year, *month, std::nullopt};
  const std::optional<int> day = TakeNumber(&text, 1, 2);
  if (!day || (text != "日" && text != "号")) return std::nullopt;
  return Scanned{year, *month, day};
}

// The numbers of a date in an accepted form; they may still name no day.
std::optional<Scanned> Scan(absl::string_view text) {
  if (text::IsAllDigits(text)) return ScanDigits(text);
  const std::optional<int> year = TakeNumber(&text, 4, 4);
  if (!year) return std::nullopt;
  if (absl::ConsumePrefix(&text, "年")) return ScanChinese(*year, text);
  if (text.empty()) return std::nullopt;
  const char separator = text[0];
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  text.remove_prefix(1);
  const std::size_t before = text.size();
  const std::optional<int> month = TakeNumber(&text, 1, 2);
  if (!month) return std::nullopt;
  if (text.empty()) {
    if (separator == '.' && before != 2) return std::nullopt;
    return Scanned{*year, *month, std::nullopt};
  }
  if (text[0] != separator) return std::nullopt;
  text.remove_prefix(1);
  const std::optional<int> day = TakeNumber(&text, 1, 2);
  if (!day || !text.empty()) return std::nullopt;
  return Scanned{*year, *month, day};
}

// 0:00, 00:00:00, 00:00:00.000
bool IsMidnight(absl::string_view time) {
  if (!absl::ConsumePrefix(&time, "00") && !absl::ConsumePrefix(&time, "0")) return false;
  if (!absl::ConsumePrefix(&time, ":00")) return false;
  if (time.empty()) return true;
  if (!absl::ConsumePrefix(&time, ":00")) return false;
  if (time.empty()) return true;
  return time.size() > 1 && time[0] == '.' &&
         time.find_first_not_of('0', 1) == absl::string_view::npos;
}

Parsed<Date> CheckDay(const Scanned& scanned) {
  if (!IsCalendarDay(scanned.year, scanned.month, scanned.day.value_or(1))) {
    return Refused<Date>(kCalendar);
  }
  if (scanned.year < kEarliestDate.year) return Refused<Date>(kRange);
  return Accepted(Date{scanned.year, scanned.month, scanned.day.value_or(0)});
}

// What is left of a cell when the marks of spreadsheets are off.
std::string CleanCell(absl::string_view text) {
  const std::string half = text::StripInvisible(text::ToHalfWidth(text));
  absl::string_view cell = text::TrimBlanks(half);
  if (absl::ConsumePrefix(&cell, "'")) cell = text::TrimBlanks(cell);
  return std::string(cell);
}

}  // namespace

std::string ToString(const Date& date) {
  const std::string month = absl::StrCat(absl::Dec(date.year, absl::kZeroPad4), "-",
                                         absl::Dec(date.month, absl::kZeroPad2));
  if (date.day == 0) return month;
  return absl::StrCat(month, "-", absl::Dec(date.day, absl::kZeroPad2));
}

bool IsDayFrom1900(const Date& date) {
  return IsCalendarDay(date.year, date.month, date.day) && date >= kEarliestDate;
}

int DaysInMonth(int year, int month) {
  if (month < 1 || month > 12) return 0;
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool IsCalendarDay(int year, int month, int day) {
  return year >= 1 && year <= 9999 && day >= 1 && day <= DaysInMonth(year, month);
}

std::int64_t DaysFromCivil(int year, int month, int day) {
  const std::chrono::year_month_day first(std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(1));
  return std::chrono::sys_days(first).time_since_epoch().count() + (day == 0 ? 0 : day - 1);
}

std::int64_t DaysFromCivil(const Date& date) {
  return DaysFromCivil(date.year, date.month, date.day);
}

Date CivilFromDays(std::int64_t days) {
  static const std::int64_t first = DaysFromCivil(1, 1, 1);
  static const std::int64_t last = DaysFromCivil(kForever);
  const int inside = static_cast<int>(std::clamp(days, first, last));
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(inside))};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

absl::CivilDay ToCivilDay(const Date& date) {
  return absl::CivilDay(date.year, date.month, date.day == 0 ? 1 : date.day);
}

Date FromCivilDay(absl::CivilDay day) {
  return {.year = static_cast<int>(day.year()), .month = day.month(), .day = day.day()};
}

int AgeOn(const Date& birth, const Date& day) {
  const int birth_day = birth.day == 0 ? DaysInMonth(birth.year, birth.month) : birth.day;
  const int on_day = day.day == 0 ? 1 : day.day;
  const bool birthday_ahead =
      day.month < birth.month || (day.month == birth.month && on_day < birth_day);
  return day.year - birth.year - (birthday_ahead ? 1 : 0);
}

Parsed<Date> ParseDate(absl::string_view text) {
  if (!text::IsUtf8(text)) return Refused<Date>(kNotUtf8);
  const std::string cell = CleanCell(text);
  if (cell.empty()) return Refused<Date>(kMissing);
  absl::string_view day = cell;
  if (const std::size_t split = day.find_first_of(" T"); split != absl::string_view::npos) {
    const absl::string_view time = day.substr(split + 1);
    day = day.substr(0, split);
    if (!Scan(day)) return Refused<Date>(kFormat);
    if (!IsMidnight(time)) return Refused<Date>(kTimeOfDay);
  }
  if (day.size() == 5 && text::IsAllDigits(day) && day[0] != '0') {
    Parsed<Date> out = DateFromSerial(*TakeNumber(&day, 5, 5), /*date1904=*/false);
    out.findings.push_back(WarningFinding(kSerial));
    return out;
  }
  const std::optional<Scanned> scanned = Scan(day);
  if (!scanned) return Refused<Date>(kFormat);
  return CheckDay(*scanned);
}

Parsed<Date> ParseDateAllowingForever(absl::string_view text) {
  if (text::IsUtf8(text) && CleanCell(text) == "长期") return Accepted(kForever);
  return ParseDate(text);
}

Parsed<Date> DateFromSerial(double serial, bool date1904) {
  if (!std::isfinite(serial)) return Refused<Date>(kFormat);
  const std::int64_t day_zero = date1904 ? DaysFromCivil(1904, 1, 1) : DaysFromCivil(1899, 12, 30);
  const double last = static_cast<double>(DaysFromCivil(kForever) - day_zero);
  if (serial < 0 || serial >= last + 1) return Refused<Date>(kRange);
  if (serial != std::floor(serial)) return Refused<Date>(kTimeOfDay);
  std::int64_t days = static_cast<std::int64_t>(serial);
  if (!date1904) {
    // Serials 1 to 59 lie before the day that the 1900 system invents, so they count one less.
    if (days == 0 || days == 60) return Refused<Date>(kCalendar);
    if (days < 60) ++days;
  }
  return Accepted(CivilFromDays(day_zero + days));
}

}  // namespace mingce::gb
