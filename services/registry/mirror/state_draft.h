// The next state while it is made.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_STATE_DRAFT_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_STATE_DRAFT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lib/access/tree.h"
#include "services/registry/mirror/facts.h"
#include "services/registry/mirror/state.h"

namespace mingce::registry::mirror {

// What a role (policy.v1.Role) allows, as bits by permission number.
using PermissionsOfRole = std::function<std::uint64_t(int role)>;

// A copy of a state that facts are put into. Used on one thread. Whatever the order of the facts,
// and however often one is put, the state is the same.
class StateDraft {
 public:
  // Both outlive the draft.
  StateDraft(const State& base, const PermissionsOfRole& permissions_of);

  // False where the state held this fact, or one of its place, already: nothing changed.
  bool Put(const Fact& fact);

  // The state with all that was put. The draft is of no more use.
  State Take();

 private:
  bool Put(const OrganizationVersion& fact);
  bool Put(const gb::CodeList& list);
  bool Put(const form::Form& form);
  bool Put(const Campaign& campaign);
  bool Put(const PlanVersion& fact);
  bool Put(const RoleGrant& grant);
  bool Put(const Blocking& blocking);
  bool Put(const ClockConfirmation& confirmation);
  void PutBearer(const std::string& code, const std::string& id);

  State::Catalogue* Catalogue();
  State::Roles* Roles();
  void AddNames();
  void CompleteForms();

  const State& base_;
  State state_;  // but for the maps
  const PermissionsOfRole& permissions_of_;
  SharedMap<State::Organizations>::Draft organizations_;
  SharedMap<std::vector<std::string>>::Draft bearers_;
  std::shared_ptr<State::Catalogue> catalogue_;  // nullptr: as in the base
  std::shared_ptr<State::Roles> roles_;          // nullptr: as in the base
  std::vector<access::NodeChange> node_changes_;
  std::set<std::string> changed_organizations_;
};

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_STATE_DRAFT_H_
