#include "services/registry/app/roles.h"

#include <memory>
#include <utility>

#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/policy/roles.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/request_fields.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/role_store.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

absl::StatusOr<RoleGrantView> ViewOf(const kv::Reader& reader, RoleGrant grant) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<IdentityBlock> block,
                          FindIdentityBlock(reader, grant.identity));
  return RoleGrantView{.grant = std::move(grant),
                       .identity_blocked = block.has_value() && block->blocked};
}

// Whether `access` is enough to give or take `role` for `organization`: OK or ROLE_EXCEEDS_OWN.
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

void Put(const RoleGrant& grant, ledger::Transaction* transaction) {
  PutRoleGrant(grant, transaction);
  transaction->AppendEvent(RoleGrantSet(grant));
}

// OK for a grant without limits of its own.
absl::Status CheckLimitsOf(const RoleGrant& grant) {
  if (!grant.HasQuestionLimits()) return absl::OkStatus();
  if ((policy::PermissionsOf(grant.role) & policy::kAskingPermissions) == 0) {
    return QuestionLimitsNotOfRole();
  }
  const std::optional<LimitFault> fault = CheckQuestionLimits(grant.question_limits);
  return fault.has_value() ? QuestionLimitOutOfRange(*fault) : absl::OkStatus();
}

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
  grant.question_limits = asked.question_limits;
  MINGCE_RETURN_IF_ERROR(CheckLimitsOf(grant));
  return grant;
}

absl::StatusOr<RoleGrant> DecideGrant(const Decision& decision, RoleGrant grant) {
  if (grant.organization.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> known,
                            FindOrganization(*decision.transaction, *grant.organization));
    if (!known.has_value()) return OrganizationNotFound();
  }
  MINGCE_RETURN_IF_ERROR(CheckMayHandOut(decision.access, grant.role, grant.organization));
  // Limits are of the identity, wherever it asks, so no part of the register sets them.
  if (grant.HasQuestionLimits() && !decision.access.MayEverywhere(policy::v1::ROLE_WRITE)) {
    return QuestionLimitsExceedOwn();
  }
  MINGCE_ASSIGN_OR_RETURN(const std::vector<RoleGrant> held,
                          RoleGrantsOf(*decision.transaction, grant.identity));
  for (const RoleGrant& other : held) {
    if (Covers(other, grant)) return other;
  }
  grant.granted = decision.transaction->now();
  Put(grant, decision.transaction);
  return grant;
}

absl::StatusOr<RoleGrant> DecideRevocation(const Decision& decision, const std::string& id,
                                           RoleGrant::Withdrawal withdrawal) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<RoleGrant> grant, FindRoleGrant(*decision.transaction, id));
  if (!grant.has_value()) return RoleGrantNotFound();
  const bool seen = grant->organization.has_value()
                        ? decision.access.May(policy::v1::ROLE_WRITE, grant->organization->text())
                        : decision.access.MayEverywhere(policy::v1::ROLE_WRITE);
  if (!seen) return RoleGrantNotFound();
  MINGCE_RETURN_IF_ERROR(CheckMayHandOut(decision.access, grant->role, grant->organization));
  if (grant->withdrawal.has_value()) return *grant;
  withdrawal.time = decision.transaction->now();
  grant->withdrawal = std::move(withdrawal);
  Put(*grant, decision.transaction);
  return *std::move(grant);
}

absl::StatusOr<IdentityBlock> BlockFor(const Call& call, const IdentityChange& asked) {
  if (!IsIdentity(asked.identity)) return IdentityInvalid();
  if (asked.identity == call.identity) return RoleForOneself();
  IdentityBlock block{.identity = asked.identity,
                      .blocked = asked.blocked,
                      .document_number = {},
                      .recorded_by = call.identity,
                      .recorded = {}};
  MINGCE_ASSIGN_OR_RETURN(block.document_number,
                          DocumentNumber("document_number", asked.document_number));
  return block;
}

absl::StatusOr<IdentityBlock> DecideBlock(IdentityBlock block, ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<IdentityBlock> before,
                          FindIdentityBlock(*transaction, block.identity));
  if (before.has_value() && before->blocked == block.blocked) return *before;
  block.recorded = transaction->now();
  PutRow(block, transaction);
  transaction->AppendEvent(IdentityBlocked(block));
  return block;
}

bool Shows(const RoleGrantFilter& filter, const access::Tree& tree, absl::CivilDay today,
           const RoleGrant& grant) {
  if (!filter.identity.empty() && grant.identity != filter.identity) return false;
  if (filter.organization.has_value() &&
      (!grant.organization.has_value() ||
       !tree.IsWithin(grant.organization->text(), filter.organization->text(), today))) {
    return false;
  }
  return filter.show_all || IsInForce(grant, filter.as_of.value_or(today));
}

// Submits a change of a grant, which is answered with its view.
void SubmitGrant(const Register& parts, const Call& call, Mutation mutation, Needs needs,
                 AuditSubject about,
                 std::function<absl::StatusOr<RoleGrant>(const Decision&)> decide,
                 Done<RoleGrantView> done) {
  SubmitMutation<RoleGrant, RoleGrantView>(
      parts, call, std::move(mutation), std::move(needs), std::move(about), std::move(decide),
      [store = parts.store](RoleGrant grant) { return ViewOf(*store, std::move(grant)); },
      std::move(done));
}

}  // namespace

void GrantRole(const Register& parts, const Call& call, NewRole asked, Mutation mutation,
               Done<RoleGrantView> done) {
  absl::StatusOr<RoleGrant> prepared = GrantFor(call, asked);
  AuditSubject about;
  if (asked.organization.has_value()) about.organization = asked.organization->ResourceName();
  SubmitGrant(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ROLE_WRITE, .where = Needs::kThere, .there = asked.organization},
      std::move(about),
      [prepared = std::move(prepared)](const Decision& decision) -> absl::StatusOr<RoleGrant> {
        if (!prepared.ok()) return prepared.status();
        decision.entry->subject = prepared->identity;  // of a refusal
        decision.entry->detail =
            policy::v1::Role_Name(static_cast<policy::v1::Role>(prepared->role));
        MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, DecideGrant(decision, *prepared));
        decision.entry->subject = grant.ResourceName();
        return grant;
      },
      std::move(done));
}

void RevokeRole(const Register& parts, const Call& call, std::string id,
                std::string document_number, Mutation mutation, Done<RoleGrantView> done) {
  AuditSubject about{.subject = MakeResourceName(kRoleGrants, id), .organization = ""};
  SubmitGrant(
      parts, call, std::move(mutation),
      {.permission = policy::v1::ROLE_WRITE, .where = Needs::kSomewhere}, std::move(about),
      [identity = call.identity, id = std::move(id), document_number = std::move(document_number)](
          const Decision& decision) -> absl::StatusOr<RoleGrant> {
        RoleGrant::Withdrawal withdrawal{.by = identity, .time = {}, .document_number = {}};
        MINGCE_ASSIGN_OR_RETURN(withdrawal.document_number,
                                DocumentNumber("document_number", document_number));
        MINGCE_ASSIGN_OR_RETURN(RoleGrant grant,
                                DecideRevocation(decision, id, std::move(withdrawal)));
        if (grant.organization.has_value()) {
          decision.entry->organization = grant.organization->ResourceName();
        }
        return grant;
      },
      std::move(done));
}

void BlockIdentity(const Register& parts, const Call& call, IdentityChange asked, Mutation mutation,
                   Done<IdentityBlock> done) {
  absl::StatusOr<IdentityBlock> prepared = BlockFor(call, asked);
  // An identity that is none could be anything, a person's number too.
  AuditSubject about{.subject = prepared.ok() ? asked.identity : "", .organization = ""};
  SubmitMutation<IdentityBlock>(
      parts, call, std::move(mutation), {.permission = policy::v1::ROLE_WRITE}, std::move(about),
      [prepared = std::move(prepared)](const Decision& decision) -> absl::StatusOr<IdentityBlock> {
        if (!prepared.ok()) return prepared.status();
        MINGCE_ASSIGN_OR_RETURN(IdentityBlock block, DecideBlock(*prepared, decision.transaction));
        decision.entry->detail = block.blocked ? "blocked" : "admitted";
        return block;
      },
      std::move(done));
}

absl::StatusOr<RoleGrantPage> ListRoleGrants(const Register& parts, const Call& call,
                                             const RoleGrantFilter& filter,
                                             const std::string& after, std::size_t limit) {
  const std::unique_ptr<kv::Reader> moment = parts.store->Snapshot();
  if (filter.organization.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> known,
                            FindOrganization(*moment, *filter.organization));
    if (!known.has_value()) return OrganizationNotFound();
    call.audit->entry.organization = filter.organization->ResourceName();
  }
  std::vector<RoleGrant> found;
  MINGCE_RETURN_IF_ERROR(VisitRoleGrants(*moment, after, [&](const RoleGrant& grant) {
    if (!Shows(filter, *call.access.tree(), call.access.day(), grant)) return true;
    found.push_back(grant);
    return found.size() <= limit;
  }));
  RoleGrantPage page;
  if (found.size() > limit) {
    found.pop_back();
    page.last_id = found.back().id;
  }
  for (RoleGrant& grant : found) {
    MINGCE_ASSIGN_OR_RETURN(RoleGrantView view, ViewOf(*moment, std::move(grant)));
    page.grants.push_back(std::move(view));
  }
  call.audit->entry.count = static_cast<std::uint32_t>(page.grants.size());
  return page;
}

}  // namespace mingce::registry
