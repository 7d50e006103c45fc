#include "services/registry/app/list_role_grants.h"

#include <memory>
#include <utility>

#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {
namespace {

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

}  // namespace

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
