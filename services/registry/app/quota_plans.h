// SetQuotaPlan and GetQuotaPlan.

#ifndef MINGCE_SERVICES_REGISTRY_APP_QUOTA_PLANS_H_
#define MINGCE_SERVICES_REGISTRY_APP_QUOTA_PLANS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/register.h"
#include "services/registry/app/request_fields.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

struct QuotaPlanInput {
  std::string campaign;
  std::string document_number;
  std::optional<gb::Date> effective_on;  // absent: the campaign's first day
  std::vector<QuotaRow> rows;            // not bound yet
};

// Makes the next revision of a plan, binding each row to the one open organisation directly below
// the campaign's county that bears its title, and creating those that are missing as planned. A
// plan equal to the one set last for the same day makes none. A check alone (`validate_only`)
// leaves out what would have to be made: the revision (0) and the organisations of units. Errors:
// those of the RPC, FIELD_MISSING, DATE_CALENDAR.
void SetQuotaPlan(const Register& parts, const Call& call, QuotaPlanInput asked, Mutation mutation,
                  Done<PlacedQuotaPlan> done);

// One revision of a campaign's plan; without a revision, the one in force: of those that hold from
// the latest day not after the one asked about, the highest revision. That day may be to come.
// Errors: DATE_CALENDAR, KNOWN_AT_IN_FUTURE; AS_OF_WITH_REVISION for a revision beside a day or a
// moment; QUOTA_PLAN_NOT_FOUND.
absl::StatusOr<PlacedQuotaPlan> GetQuotaPlan(const Register& parts, const Call& call,
                                             absl::string_view campaign,
                                             std::optional<std::int64_t> revision,
                                             const AsOf& asked);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_QUOTA_PLANS_H_
