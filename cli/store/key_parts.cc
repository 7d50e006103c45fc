#include "cli/store/key_parts.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"

namespace mingce::cli::store {

KeyParts::KeyParts(absl::string_view bytes, std::size_t skip) : left_(bytes) { (void)Bytes(skip); }

void KeyParts::Fail() {
  failed_ = true;
  left_ = {};
}

absl::string_view KeyParts::Bytes(std::size_t count) {
  if (left_.size() < count) Fail();
  if (failed_) return {};
  const absl::string_view taken = left_.substr(0, count);
  left_.remove_prefix(count);
  return taken;
}

absl::string_view KeyParts::Rest() { return Bytes(left_.size()); }

std::uint64_t KeyParts::U64() {
  std::uint64_t value = 0;
  for (const char byte : Bytes(8)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string KeyParts::Text() {
  std::string text;
  for (;;) {
    const absl::string_view byte = Bytes(1);
    if (failed_) return "";
    if (byte.front() != '\0') {
      text.push_back(byte.front());
      continue;
    }
    const absl::string_view after = Bytes(1);
    if (after == "\x01") return text;
    if (after != "\xFF") Fail();
    text.push_back('\0');
  }
}

Key& Key::U64(std::uint64_t value) {
  for (int byte = 7; byte >= 0; --byte) bytes_.push_back(static_cast<char>(value >> (8 * byte)));
  return *this;
}

Key& Key::Text(absl::string_view text) {
  for (const char byte : text) {
    bytes_.push_back(byte);
    if (byte == '\0') bytes_.push_back('\xFF');
  }
  bytes_.append({'\0', '\x01'});
  return *this;
}

Key& Key::Bytes(absl::string_view bytes) {
  bytes_.append(bytes.data(), bytes.size());
  return *this;
}

type::Date DateOf(std::uint64_t day_number) {
  type::Date date;
  date.set_year(static_cast<std::int32_t>(day_number / 10'000));
  date.set_month(static_cast<std::int32_t>(day_number / 100 % 100));
  date.set_day(static_cast<std::int32_t>(day_number % 100));
  return date;
}

std::optional<std::uint64_t> DayNumberOf(const type::Date& date) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (date.year() < 1 || date.year() > 9999 || day.year() != date.year() ||
      day.month() != date.month() || day.day() != date.day()) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(date.year() * 10'000 + date.month() * 100 + date.day());
}

bool IsDayNumber(std::uint64_t number) {
  return number <= 9999'12'31 && DayNumberOf(DateOf(number)).has_value();
}

bool IsId(absl::string_view text) {
  return text.size() == 26 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::StrContains("0123456789abcdefghjkmnpqrstvwxyz", c);
         });
}

std::string IdIn(absl::string_view name, absl::string_view collection) {
  if (!absl::ConsumePrefix(&name, collection) || !absl::ConsumePrefix(&name, "/")) return "";
  return std::string(name);
}

}  // namespace mingce::cli::store
