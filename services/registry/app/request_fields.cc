#include "services/registry/app/request_fields.h"

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/gb/finding.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kMaxDocumentCharacters = 100;

}  // namespace

absl::StatusOr<Moment> MomentOf(const AsOf& asked, absl::Time now) {
  Moment moment{.day = BeijingDay(now)};
  if (asked.day.has_value()) {
    if (!gb::IsDayFrom1900(*asked.day)) return NoSuchDay("as_of");
    if (gb::ToCivilDay(*asked.day) > moment.day) return AsOfInFuture();
    moment.day = gb::ToCivilDay(*asked.day);
  }
  if (asked.known_at.has_value()) {
    if (*asked.known_at > now) return KnownAtInFuture();
    moment.known_at = *asked.known_at;
  }
  return moment;
}

absl::StatusOr<gb::Date> EffectiveDay(const std::optional<gb::Date>& asked, const gb::Date& today) {
  if (!asked.has_value()) return today;
  if (!gb::IsDayFrom1900(*asked)) return NoSuchDay("effective_on");
  if (*asked > today) return DayInFuture("effective_on");
  return *asked;
}

absl::StatusOr<std::string> DocumentNumber(absl::string_view field, absl::string_view text) {
  const std::string number(text::TrimBlanks(text));
  if (number.empty()) return FieldMissing(field);
  if (!text::IsUtf8(number)) {
    return FieldRefused(field, gb::kNotUtf8.reason, gb::kNotUtf8.zh, gb::kNotUtf8.en);
  }
  if (text::CodePointCount(number) > kMaxDocumentCharacters) {
    return FieldRefused(field, "TOO_LONG", "文号最多100个字",
                        absl::StrCat(field, " has more than 100 characters"));
  }
  return number;
}

}  // namespace mingce::registry
