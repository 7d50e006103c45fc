#ifndef MINGCE_SERVICES_REGISTRY_APP_SET_QUOTA_PLAN_H_
#define MINGCE_SERVICES_REGISTRY_APP_SET_QUOTA_PLAN_H_

#include <optional>
#include <string>
#include <vector>

#include "services/registry/app/register.h"
#include "services/registry/storage/answers.h"

namespace mingce::registry {

struct QuotaPlanInput {
  std::string campaign;
  std::string document_number;
  std::optional<gb::Date> effective_on;  // absent: the campaign's first day
  std::vector<QuotaRow> rows;            // not bound yet
};

// Makes the next revision of a plan, binding each row to the one open organisation directly below
// the campaign's county that bears its title, and creating those that are missing as planned. A
// plan equal to the one set last for the same day makes none. A check alone (`validate_only`) leaves
// out what would have to be made: the revision (0) and the organisations of units. Errors: those of the
// RPC, FIELD_MISSING, DATE_CALENDAR.
void SetQuotaPlan(const Register& parts, const Call& call, QuotaPlanInput asked, Mutation mutation,
                  Done<PlacedQuotaPlan> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_SET_QUOTA_PLAN_H_
