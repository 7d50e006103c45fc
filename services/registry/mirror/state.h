// All that a follower keeps of the registry, at one moment.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_STATE_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_STATE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/access/grant.h"
#include "lib/access/tree.h"
#include "lib/form/form.h"
#include "lib/gb/code_list.h"
#include "lib/history/timeline.h"
#include "lib/policy/question_limits.h"
#include "mingce/type/feed.pb.h"
#include "services/registry/mirror/facts.h"
#include "services/registry/mirror/shared_map.h"

namespace mingce::registry::mirror {

struct FormWithLists {
  form::Form form;
  form::CodeLists lists;  // every list the form names
};

// How names are compared wherever the tree is searched: its keys are spelled so. Codes of the tree
// are the canonical ones.
std::string ComparedName(absl::string_view name);

// Immutable, and so thread-safe. Ids are without their collection ("member-2019-1"). Pointers are
// good as long as the state; shared ones as long as they are held.
class State {
 public:
  using Organizations = history::Timeline<Organization>;

  // Who stands below whom on which day, and who bears which name. Names are those that hold last:
  // of the latest day that is known.
  const std::shared_ptr<const access::Tree>& tree() const { return tree_; }

  // Every version of an organisation; nullptr for one not heard of.
  const Organizations* VersionsOf(absl::string_view organization) const {
    return organizations_.Find(organization);
  }
  // As it is on `day`; nullptr for one not heard of, and before its first day.
  const Organization* OrganizationOn(absl::string_view organization, absl::CivilDay day) const;
  // The id of the one that bears a union's or a unit's code on `day`, canonical; "" for none. A
  // code of an abolished one may have gone to another: one in force comes first, then the one that
  // changed last.
  std::string BearerOf(absl::string_view code, absl::CivilDay day) const;
  std::size_t organizations() const { return organizations_.size(); }
  // In no order, until `visit` answers false.
  void VisitOrganizations(
      absl::FunctionRef<bool(absl::string_view id, const Organizations&)> visit) const;

  // nullptr until the form and all lists it names have come. The same object in every state.
  std::shared_ptr<const FormWithLists> FormOf(absl::string_view form) const;
  std::shared_ptr<const gb::CodeList> CodeListOf(absl::string_view list) const;
  // The newest version of a list: "benefit" finds "benefit-10" before "benefit-9".
  std::shared_ptr<const gb::CodeList> NewestList(absl::string_view stem) const;

  // nullptr for one not heard of.
  const Campaign* CampaignOf(absl::string_view campaign) const;
  std::vector<const Campaign*> campaigns() const;  // by id
  // The quota plans of a campaign by the day they hold from; nullptr where none was set.
  const history::Timeline<QuotaPlan>* PlansOf(absl::string_view campaign) const;

  // Who was given which role, and who is blocked.
  const access::Grants& grants() const { return roles_->grants; }
  // The same object as long as they do not change.
  std::shared_ptr<const access::Grants> shared_grants() const { return {roles_, &roles_->grants}; }

  // How much the identity may ask about persons on `day`: of its grants in force that allow one of
  // `permissions` the largest of each limit, and the default without any. A look at one map as long
  // as no grant has limits of its own.
  policy::QuestionLimits QuestionLimitsOf(absl::string_view identity, absl::CivilDay day,
                                          std::uint64_t permissions) const;

  // How far the registry's stream is in it; empty in one not made by following.
  const type::Cursor& cursor() const { return cursor_; }
  void set_cursor(type::Cursor cursor) { cursor_ = std::move(cursor); }  // while it is made

 private:
  friend class StateDraft;

  struct Catalogue {
    std::map<std::string, std::shared_ptr<const gb::CodeList>, std::less<>> lists;
    std::map<std::string, std::shared_ptr<const form::Form>, std::less<>> forms;
    std::map<std::string, std::shared_ptr<const FormWithLists>, std::less<>> complete_forms;
    // By what stands before the number of the version.
    std::map<std::string, std::shared_ptr<const gb::CodeList>, std::less<>> newest;
    std::map<std::string, std::shared_ptr<const Campaign>, std::less<>> campaigns;
    std::map<std::string, std::shared_ptr<const history::Timeline<QuotaPlan>>, std::less<>> plans;
    std::set<std::string> confirmed_clocks;  // by the event's id
  };
  struct Roles {
    access::Grants grants;
    std::set<std::string> revoked_grants;                // for good
    std::map<std::string, std::uint64_t> blocked_since;  // identity: sequence of the newest event
    std::map<std::string, policy::QuestionLimits> question_limits;  // by grant that has its own
  };

  SharedMap<Organizations> organizations_;
  SharedMap<std::vector<std::string>> bearers_;  // of each code: ids, whenever they bore it
  std::shared_ptr<const access::Tree> tree_ = std::make_shared<const access::Tree>();
  std::shared_ptr<const Catalogue> catalogue_ = std::make_shared<const Catalogue>();
  std::shared_ptr<const Roles> roles_ = std::make_shared<const Roles>();
  type::Cursor cursor_;
};

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_STATE_H_
