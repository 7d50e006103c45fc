#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/register.h"
#include "services/registry/storage/answers.h"

namespace mingce::registry {

// One revision of a campaign's plan; without a revision, the newest. Errors: QUOTA_PLAN_NOT_FOUND.
absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, absl::string_view campaign,
                                             std::optional<std::int64_t> revision);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_QUOTA_PLAN_H_
