#include "services/members/app/resolve_unit.h"

#include "absl/strings/str_cat.h"
#include "lib/access/find_names.h"
#include "lib/base/resource_name.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::members {
namespace {

using registry::mirror::Organization;
using registry::mirror::State;

constexpr std::size_t kCandidates = 3;

UnitState StateOf(const Organization& organization) {
  return {.collected = organization.collected,
          .closed = organization.closed,
          .may_own_members = organization.may_own_members};
}

}  // namespace

std::optional<Unit> ResolveOwnUnit(const access::Access& access, const State& registry,
                                   const UnitReference& reference, absl::CivilDay day) {
  const std::optional<OrganizationId> id =
      reference.id.has_value() ? reference.id
                               : OrganizationId::FromText(registry.BearerOf(reference.code, day));
  if (!id.has_value()) return std::nullopt;
  const Organization* organization = registry.OrganizationOn(id->text(), day);
  if (organization == nullptr || !access.May(policy::v1::MEMBER_WRITE, id->text())) {
    return std::nullopt;
  }
  Unit unit{.id = *id,
            .names = organization->aliases,
            .unit_name = organization->unit_name,
            .state = StateOf(*organization)};
  unit.names.push_back(organization->union_name);
  return unit;
}

std::optional<UnitState> UnitStateOn(const State& registry, const OrganizationId& organization,
                                     absl::CivilDay day) {
  const Organization* held = registry.OrganizationOn(organization.text(), day);
  if (held == nullptr) return std::nullopt;
  return StateOf(*held);
}

std::vector<std::string> UnitCandidates(const access::Access& access, const State& registry,
                                        absl::string_view name, absl::CivilDay day) {
  access::Among among;
  among.day = day;
  among.open_only = true;
  among.accept = [&access, &registry, day](absl::string_view id) {
    const Organization* organization = registry.OrganizationOn(id, day);
    return organization != nullptr && organization->may_own_members &&
           access.May(policy::v1::MEMBER_WRITE, id);
  };
  std::vector<std::string> candidates;
  for (const std::string& id : access::NearestNames(
           *registry.tree(), registry::mirror::ComparedName(name), among, kCandidates)) {
    const Organization& organization = *registry.OrganizationOn(id, day);
    const std::string& code =
        organization.union_uscc.empty() ? organization.unit_uscc : organization.union_uscc;
    candidates.push_back(absl::StrCat(code.empty() ? MakeResourceName(kOrganizations, id) : code,
                                      " ", organization.union_name));
  }
  return candidates;
}

}  // namespace mingce::members
