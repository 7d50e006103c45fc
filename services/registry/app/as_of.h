// Which moment of the register a read asks about: the day that is looked at, and what was known of it
// when.

#ifndef MINGCE_SERVICES_REGISTRY_APP_AS_OF_H_
#define MINGCE_SERVICES_REGISTRY_APP_AS_OF_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/gb/date.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

struct AsOf {
  std::optional<gb::Date> day = {};         // absent: today
  std::optional<absl::Time> known_at = {};  // absent: what is known now

  bool IsNow() const { return !day.has_value() && !known_at.has_value(); }
};

// Errors: DATE_CALENDAR, AS_OF_IN_FUTURE, KNOWN_AT_IN_FUTURE; `now` is when the call came. Nothing can
// be said of a day that has not come: what holds from it may still change.
absl::StatusOr<Moment> MomentOf(const AsOf& asked, absl::Time now);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_AS_OF_H_
