#include "services/registry/app/lookup_organization.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/gb/credit_code.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts,
                                                    absl::string_view credit_code) {
  const gb::Parsed<gb::CreditCode> code = gb::ParseCreditCode(credit_code);
  if (!code.ok()) {
    const gb::Finding& why = code.findings.front();
    return FieldRefused("credit_code", why.reason, why.message_zh, why.message_en);
  }
  MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found,
                          code.value->IsUnionCode()
                              ? FindByUnionCode(*parts.store, code.value->text())
                              : FindByUnitCode(*parts.store, code.value->text()));
  if (!found.has_value()) return OrganizationNotFound();
  return ViewOf(*parts.keys, *std::move(found));
}

}  // namespace mingce::registry
