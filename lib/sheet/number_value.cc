#include "lib/sheet/number_value.h"

#include <charconv>
#include <cmath>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"

namespace mingce::sheet {
namespace {

constexpr int kSecondsPerDay = 86'400;
constexpr std::int64_t kLastSerial1900 = 2'958'465;  // 9999-12-31
constexpr std::int64_t kLastSerial1904 = 2'957'003;
constexpr std::int64_t kPhantomLeapDay = 60;  // 1900-02-29, kept from Lotus 1-2-3

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", static_cast<int>(day.year()), day.month(), day.day());
}

std::string DayText1900(std::int64_t serial) {
  if (serial == 0) return "1900-01-00";
  if (serial == kPhantomLeapDay) return "1900-02-29";
  const int first = serial < kPhantomLeapDay ? 31 : 30;
  return DayText(absl::CivilDay(1899, 12, first) + serial);
}

std::string WithTime(std::string day, int seconds) {
  if (seconds == 0) return day;
  absl::StrAppendFormat(&day, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return day;
}

// The digits at text[at..at+count) as a number; -1 if they are not all digits.
int Digits(absl::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[i]))) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

bool IsBuiltinDateFormat(std::uint32_t id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
         (id >= 50 && id <= 58);
}

bool IsDateFormatCode(absl::string_view code) {
  if (absl::EqualsIgnoreCase(code, "General") || absl::EqualsIgnoreCase(code, "Standard")) {
    return false;
  }
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"':
      case '[': {
        const char end = code[i] == '"' ? '"' : ']';
        i = code.find(end, i + 1);
        if (i == absl::string_view::npos) return false;
        break;
      }
      case '\\':  // the next character as it is
      case '_':   // a gap as wide as the next character
      case '*':   // the next character repeated
        ++i;
        break;
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
        return true;
      default:
        break;
    }
  }
  return false;
}

std::optional<double> ParseNumber(absl::string_view stored) {
  if (absl::ConsumePrefix(&stored, "+") && absl::StartsWith(stored, "-")) return std::nullopt;
  double value = 0;
  const char* end = stored.data() + stored.size();
  const auto [stop, error] = std::from_chars(stored.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string NumberText(absl::string_view stored, double value) {
  if (stored.find('.') == absl::string_view::npos ||
      stored.find_first_of("eE") != absl::string_view::npos) {
    return std::string(stored);
  }
  char buffer[400];  // the longest finite double without exponent has 309 digits before the point
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::fixed);
  const auto length = static_cast<std::size_t>(end - buffer);
  if (error != std::errc() || length >= stored.size()) return std::string(stored);
  return std::string(buffer, length);
}

std::optional<std::string> SerialDateText(double serial, bool date1904) {
  const std::int64_t last = date1904 ? kLastSerial1904 : kLastSerial1900;
  if (!(serial >= 0) || serial >= static_cast<double>(last + 1)) return std::nullopt;
  auto day = static_cast<std::int64_t>(serial);
  auto seconds =
      static_cast<int>(std::lround((serial - static_cast<double>(day)) * kSecondsPerDay));
  if (seconds == kSecondsPerDay) {
    seconds = 0;
    ++day;
  }
  if (day > last) return std::nullopt;
  std::string text = date1904 ? DayText(absl::CivilDay(1904, 1, 1) + day) : DayText1900(day);
  return WithTime(std::move(text), seconds);
}

std::optional<std::string> IsoDateText(absl::string_view stored) {
  const int year = Digits(stored, 0, 4);
  const int month = Digits(stored, 5, 2);
  const int day = Digits(stored, 8, 2);
  if (year < 0 || month < 0 || day < 0 || stored[4] != '-' || stored[7] != '-') {
    return std::nullopt;
  }
  const absl::CivilDay civil(year, month, day);
  if (civil.month() != month || civil.day() != day) return std::nullopt;
  std::string text(stored.substr(0, 10));
  if (stored.size() == 10) return text;
  const int hour = Digits(stored, 11, 2);
  const int minute = Digits(stored, 14, 2);
  const int second = Digits(stored, 17, 2);
  if (stored[10] != 'T' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      second > 59 || stored[13] != ':' || stored[16] != ':') {
    return std::nullopt;
  }
  return WithTime(std::move(text), hour * 3600 + minute * 60 + second);
}

}  // namespace mingce::sheet
