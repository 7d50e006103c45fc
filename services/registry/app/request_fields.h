// What requests of several verbs say in the same way, checked.

#ifndef MINGCE_SERVICES_REGISTRY_APP_REQUEST_FIELDS_H_
#define MINGCE_SERVICES_REGISTRY_APP_REQUEST_FIELDS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/gb/date.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

// Which moment of the register a read asks about: the day that is looked at, and what was known of
// it when.
struct AsOf {
  std::optional<gb::Date> day = {};         // absent: today
  std::optional<absl::Time> known_at = {};  // absent: what is known now

  bool IsNow() const { return !day.has_value() && !known_at.has_value(); }
};

// Errors: DATE_CALENDAR, AS_OF_IN_FUTURE, KNOWN_AT_IN_FUTURE; `now` is when the call came. Nothing
// can be said of a day that has not come: what holds from it may still change.
absl::StatusOr<Moment> MomentOf(const AsOf& asked, absl::Time now);

// From which day a change holds: `asked` or today. DATE_CALENDAR; DATE_RANGE for a day after today.
absl::StatusOr<gb::Date> EffectiveDay(const std::optional<gb::Date>& asked, const gb::Date& today);

// The number of the document that an act rests on, without the blanks around it. Errors, naming
// `field`: FIELD_MISSING, NOT_UTF8, TOO_LONG.
absl::StatusOr<std::string> DocumentNumber(absl::string_view field, absl::string_view text);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REQUEST_FIELDS_H_
