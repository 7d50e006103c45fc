#include "services/registry/app/revoke_role.h"

#include <optional>
#include <utility>

#include "services/registry/app/document_number.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/grant_role.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {
namespace {

absl::StatusOr<RoleGrant> Decide(const access::Access& access, const std::string& id,
                                 RoleGrant::Withdrawal withdrawal,
                                 ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<RoleGrant> grant, FindRoleGrant(*transaction, id));
  if (!grant.has_value()) return RoleGrantNotFound();
  const bool seen = grant->organization.has_value()
                        ? access.May(policy::v1::ROLE_WRITE, grant->organization->text())
                        : access.MayEverywhere(policy::v1::ROLE_WRITE);
  if (!seen) return RoleGrantNotFound();
  MINGCE_RETURN_IF_ERROR(CheckMayHandOut(access, grant->role, grant->organization));
  if (grant->withdrawal.has_value()) return *grant;
  withdrawal.time = transaction->now();
  grant->withdrawal = std::move(withdrawal);
  PutRoleGrant(*grant, transaction);
  transaction->AppendEvent(RoleGrantSet(*grant));
  return *std::move(grant);
}

}  // namespace

void RevokeRole(const Register& parts, const Call& call, std::string id,
                std::string document_number, Mutation mutation, Done<RoleGrantView> done) {
  AuditSubject about{.subject = "roleGrants/" + id, .organization = ""};
  SubmitMutation<RoleGrantView>(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ROLE_WRITE, .where = Needs::kSomewhere}, std::move(about),
      [authority = parts.authority, identity = call.identity, id = std::move(id),
       document_number = std::move(document_number)](
          ledger::Transaction& transaction, audit::Entry* entry) -> absl::StatusOr<std::string> {
        RoleGrant::Withdrawal withdrawal{.by = identity, .time = {}, .document_number = {}};
        MINGCE_ASSIGN_OR_RETURN(withdrawal.document_number,
                                DocumentNumber("document_number", document_number));
        const access::Access access = authority->AccessOf(identity, BeijingDay(transaction.now()));
        MINGCE_ASSIGN_OR_RETURN(const RoleGrant grant,
                                Decide(access, id, std::move(withdrawal), &transaction));
        if (grant.organization.has_value()) {
          entry->organization = grant.organization->ResourceName();
        }
        return EncodeAnswer(grant);
      },
      [store = parts.store](absl::string_view answer) -> absl::StatusOr<RoleGrantView> {
        MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, DecodeRoleGrantAnswer(answer));
        return ViewOf(*store, std::move(grant));
      },
      std::move(done));
}

}  // namespace mingce::registry
