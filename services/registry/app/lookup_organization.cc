#include "services/registry/app/lookup_organization.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/gb/credit_code.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {
namespace {

absl::StatusOr<std::optional<Organization>> HolderNow(const kv::Reader& reader,
                                                      const gb::CreditCode& code) {
  return code.IsUnionCode() ? FindByUnionCode(reader, code.text())
                            : FindByUnitCode(reader, code.text());
}

}  // namespace

absl::StatusOr<OrganizationView> LookupOrganization(const Register& parts, const Call& call,
                                                    absl::string_view credit_code,
                                                    const AsOf& asked) {
  const gb::Parsed<gb::CreditCode> code = gb::ParseCreditCode(credit_code);
  if (!code.ok()) {
    const gb::Finding& why = code.findings.front();
    return FieldRefused("credit_code", why.reason, why.message_zh, why.message_en);
  }
  MINGCE_ASSIGN_OR_RETURN(const Moment moment, MomentOf(asked, call.now));
  MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found,
                          asked.IsNow() ? HolderNow(*parts.store, *code.value)
                                        : BearerOfCode(*parts.store, code.value->text(), moment));
  if (!found.has_value() || !call.access.May(policy::v1::REGISTRY_READ, found->id.text())) {
    return OrganizationNotFound();
  }
  return ViewFor(call.access, *parts.keys, *std::move(found));
}

}  // namespace mingce::registry
