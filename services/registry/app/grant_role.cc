#include "services/registry/app/grant_role.h"

#include <utility>
#include <vector>

#include "lib/base/ids.h"
#include "lib/policy/roles.h"
#include "services/registry/app/document_number.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<RoleGrant> GrantFor(const Call& call, const NewRole& asked) {
  if (!IsIdentity(asked.identity)) return IdentityInvalid();
  if (policy::PermissionsOf(asked.role) == 0) return RoleInvalid();
  if (asked.identity == call.identity) return RoleForOneself();
  RoleGrant grant;
  grant.id = NewOpaqueId();
  grant.identity = asked.identity;
  grant.role = asked.role;
  grant.organization = asked.organization;
  grant.from = asked.from.value_or(BeijingDay(call.now));
  grant.until = asked.until;
  if (grant.until.has_value() && *grant.until < grant.from) return EndsBeforeItBegins();
  MINGCE_ASSIGN_OR_RETURN(grant.document_number,
                          DocumentNumber("document_number", asked.document_number));
  grant.granted_by = call.identity;
  return grant;
}

absl::StatusOr<RoleGrant> Decide(const access::Access& access, RoleGrant grant,
                                 ledger::Transaction* transaction) {
  if (grant.organization.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> known,
                            FindOrganization(*transaction, *grant.organization));
    if (!known.has_value()) return OrganizationNotFound();
  }
  MINGCE_RETURN_IF_ERROR(CheckMayHandOut(access, grant.role, grant.organization));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<RoleGrant> held,
                          RoleGrantsOf(*transaction, grant.identity));
  for (const RoleGrant& other : held) {
    if (Covers(other, grant)) return other;
  }
  grant.granted = transaction->now();
  PutRoleGrant(grant, transaction);
  transaction->AppendEvent(RoleGrantSet(grant));
  return grant;
}

}  // namespace

absl::Status CheckMayHandOut(const access::Access& access, int role,
                             const std::optional<OrganizationId>& organization) {
  if (access.MayEverywhere(policy::v1::ROLE_WRITE)) return absl::OkStatus();
  if (!policy::MayBeGivenForAPart(role)) return RoleExceedsOwn();
  const std::uint64_t permissions = policy::PermissionsOf(role);
  for (int permission = 0; permission < access::kMostPermissions; ++permission) {
    if (((permissions >> permission) & 1) == 0) continue;
    const bool own = organization.has_value() ? access.May(permission, organization->text())
                                              : access.MayEverywhere(permission);
    if (!own) return RoleExceedsOwn();
  }
  return absl::OkStatus();
}

void GrantRole(const Register& parts, const Call& call, NewRole asked, Mutation mutation,
               Done<RoleGrantView> done) {
  absl::StatusOr<RoleGrant> prepared = GrantFor(call, asked);
  AuditSubject about;
  if (asked.organization.has_value()) about.organization = asked.organization->ResourceName();
  SubmitMutation<RoleGrantView>(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ROLE_WRITE, .where = Needs::kThere, .there = asked.organization},
      std::move(about),
      [authority = parts.authority, identity = call.identity, prepared = std::move(prepared)](
          ledger::Transaction& transaction, audit::Entry* entry) -> absl::StatusOr<std::string> {
        if (!prepared.ok()) return prepared.status();
        entry->subject = prepared->identity;  // of a refusal
        entry->detail = policy::v1::Role_Name(static_cast<policy::v1::Role>(prepared->role));
        const access::Access access = authority->AccessOf(identity, BeijingDay(transaction.now()));
        MINGCE_ASSIGN_OR_RETURN(const RoleGrant grant, Decide(access, *prepared, &transaction));
        entry->subject = grant.ResourceName();
        return EncodeAnswer(grant);
      },
      [store = parts.store](absl::string_view answer) -> absl::StatusOr<RoleGrantView> {
        MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, DecodeRoleGrantAnswer(answer));
        return ViewOf(*store, std::move(grant));
      },
      std::move(done));
}

}  // namespace mingce::registry
