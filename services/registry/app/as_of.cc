#include "services/registry/app/as_of.h"

#include "lib/base/day.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

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

}  // namespace mingce::registry
