#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/call/call.h"
#include "services/registry/app/as_of.h"
#include "services/registry/app/register.h"
#include "services/registry/storage/answers.h"

namespace mingce::registry {

// One revision of a campaign's plan; without a revision, the one in force: of those that hold from
// the latest day not after the one asked about, the highest revision. That day may be to come.
// Errors: DATE_CALENDAR, KNOWN_AT_IN_FUTURE; AS_OF_WITH_REVISION for a revision beside a day or a
// moment; QUOTA_PLAN_NOT_FOUND.
absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, const Call& call,
                                             absl::string_view campaign,
                                             std::optional<std::int64_t> revision,
                                             const AsOf& asked);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_
