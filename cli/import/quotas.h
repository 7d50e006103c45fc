// mingcectl import quotas, and what the units of a quota plan are in the register: a misspelt title
// makes a new unit, and nobody is ever counted for it. Pure.

#ifndef MINGCE_CLI_IMPORT_QUOTAS_H_
#define MINGCE_CLI_IMPORT_QUOTAS_H_

#include <string>
#include <vector>

#include "cli/show/json.h"
#include "lib/base/sentence.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/registry/v1/organization.pb.h"

namespace mingce::cli {

struct QuotaUnits {
  std::vector<registry::v1::Quota> made;           // bound to a unit that was not there before
  std::vector<registry::v1::Quota> not_collected;  // to one that was only named, by a plan before
};

// `plan` as the registry answered it; `before`: every organisation there was before it was asked.
QuotaUnits UnitsOf(const registry::v1::QuotaPlan& plan,
                   const std::vector<registry::v1::Organization>& before);

// What somebody should look at before believing the plan: such units by name, and a sum above the
// campaign's target. `dry_run`: nothing was made yet.
std::vector<Sentence> QuotaNotices(const QuotaUnits& units, std::int64_t sum, std::int64_t target,
                                   bool dry_run);

// [{"section", "seq", "title"}]
Json QuotasToJson(const std::vector<registry::v1::Quota>& quotas);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_QUOTAS_H_
