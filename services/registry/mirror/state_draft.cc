#include "services/registry/mirror/state_draft.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace mingce::registry::mirror {
namespace {

// "benefit-2": stem and number. A list without a number is its own only version.
std::pair<std::string, std::int64_t> SplitVersion(absl::string_view list) {
  const std::size_t dash = list.rfind('-');
  std::int64_t version = 0;
  if (dash == absl::string_view::npos || !absl::SimpleAtoi(list.substr(dash + 1), &version)) {
    return {std::string(list), 0};
  }
  return {std::string(list.substr(0, dash)), version};
}

access::Names NamesOf(const Organization& organization) {
  access::Names names{.name = organization.union_name, .keys = {}, .codes = {}};
  const auto add = [](const std::string& text, std::vector<std::string>* texts) {
    if (!text.empty() && std::find(texts->begin(), texts->end(), text) == texts->end()) {
      texts->push_back(text);
    }
  };
  add(ComparedName(organization.union_name), &names.keys);
  add(ComparedName(organization.unit_name), &names.keys);
  for (const std::string& alias : organization.aliases) add(ComparedName(alias), &names.keys);
  add(organization.union_uscc, &names.codes);
  add(organization.unit_uscc, &names.codes);
  return names;
}

bool BearsSameNames(const Organization& a, const Organization& b) {
  return a.union_name == b.union_name && a.unit_name == b.unit_name && a.aliases == b.aliases &&
         a.union_uscc == b.union_uscc && a.unit_uscc == b.unit_uscc;
}

}  // namespace

StateDraft::StateDraft(const State& base, const PermissionsOfRole& permissions_of)
    : base_(base),
      permissions_of_(permissions_of),
      organizations_(base.organizations_),
      bearers_(base.bearers_) {
  state_.tree_ = base.tree_;
  state_.catalogue_ = base.catalogue_;
  state_.roles_ = base.roles_;
  state_.cursor_ = base.cursor_;
}

bool StateDraft::Put(const Fact& fact) {
  return std::visit([this](const auto& what) { return Put(what); }, fact.what);
}

bool StateDraft::Put(const OrganizationVersion& fact) {
  const State::Organizations* held = organizations_.Find(fact.id);
  State::Organizations versions = held == nullptr ? State::Organizations() : *held;
  if (!versions.Add(fact.version)) return false;
  organizations_.Put(fact.id, std::move(versions));
  const Organization& organization = fact.version.value;
  PutBearer(organization.union_uscc, fact.id);
  PutBearer(organization.unit_uscc, fact.id);
  node_changes_.push_back({.id = fact.id,
                           .names = std::nullopt,
                           .place = access::Place{.day = fact.version.day,
                                                  .revision = fact.version.revision,
                                                  .parent = organization.parent,
                                                  .open = !organization.closed}});
  changed_organizations_.insert(fact.id);
  return true;
}

void StateDraft::PutBearer(const std::string& code, const std::string& id) {
  if (code.empty()) return;
  const std::vector<std::string>* held = bearers_.Find(code);
  if (held != nullptr && std::find(held->begin(), held->end(), id) != held->end()) return;
  std::vector<std::string> ids = held == nullptr ? std::vector<std::string>() : *held;
  ids.push_back(id);
  bearers_.Put(code, std::move(ids));
}

bool StateDraft::Put(const gb::CodeList& list) {
  if (state_.CodeListOf(list.id()) != nullptr) return false;
  auto shared = std::make_shared<const gb::CodeList>(list);
  Catalogue()->lists[list.id()] = shared;
  const auto [stem, version] = SplitVersion(list.id());
  std::shared_ptr<const gb::CodeList>& newest = Catalogue()->newest[stem];
  if (newest == nullptr || SplitVersion(newest->id()).second < version) newest = std::move(shared);
  return true;
}

bool StateDraft::Put(const form::Form& form) {
  if (state_.catalogue_->forms.contains(form.id)) return false;
  Catalogue()->forms[form.id] = std::make_shared<const form::Form>(form);
  return true;
}

bool StateDraft::Put(const Campaign& campaign) {
  if (state_.CampaignOf(campaign.id) != nullptr) return false;
  Catalogue()->campaigns[campaign.id] = std::make_shared<const Campaign>(campaign);
  return true;
}

bool StateDraft::Put(const PlanVersion& fact) {
  const history::Timeline<QuotaPlan>* held = state_.PlansOf(fact.campaign);
  auto plans = std::make_shared<history::Timeline<QuotaPlan>>();
  if (held != nullptr) *plans = *held;
  if (!plans->Add(fact.version)) return false;
  Catalogue()->plans[fact.campaign] = std::move(plans);
  return true;
}

bool StateDraft::Put(const RoleGrant& grant) {
  const bool withdrawn = state_.roles_->revoked_grants.contains(grant.id);
  if (grant.revoked) {
    if (withdrawn) return false;
    Roles()->revoked_grants.insert(grant.id);
    Roles()->question_limits.erase(grant.id);
    const access::GrantChange withdrawal = access::Withdrawal{.grant_id = grant.id};
    Roles()->grants = Roles()->grants.With({&withdrawal, 1});
    return true;
  }
  if (withdrawn || state_.grants().Find(grant.id) != nullptr) return false;
  const access::GrantChange given =
      access::Grant{.id = grant.id,
                    .identity = grant.identity,
                    .permissions = permissions_of_ == nullptr ? 0 : permissions_of_(grant.role),
                    .below = grant.organization,
                    .from = grant.from,
                    .until = grant.until};
  Roles()->grants = Roles()->grants.With({&given, 1});
  if (grant.question_limits != policy::QuestionLimits()) {
    Roles()->question_limits[grant.id] = grant.question_limits;
  }
  return true;
}

bool StateDraft::Put(const Blocking& blocking) {
  std::uint64_t& sequence = Roles()->blocked_since[blocking.identity];
  if (blocking.sequence < sequence) return false;
  sequence = blocking.sequence;
  const access::GrantChange change =
      blocking.blocked ? access::GrantChange(access::Revocation{.identity = blocking.identity})
                       : access::GrantChange(access::Reinstatement{.identity = blocking.identity});
  Roles()->grants = Roles()->grants.With({&change, 1});
  return true;
}

bool StateDraft::Put(const ClockConfirmation& confirmation) {
  if (state_.catalogue_->confirmed_clocks.contains(confirmation.event)) return false;
  return Catalogue()->confirmed_clocks.insert(confirmation.event).second;
}

State::Catalogue* StateDraft::Catalogue() {
  if (catalogue_ == nullptr) {
    catalogue_ = std::make_shared<State::Catalogue>(*state_.catalogue_);
    state_.catalogue_ = catalogue_;
  }
  return catalogue_.get();
}

State::Roles* StateDraft::Roles() {
  if (roles_ == nullptr) {
    roles_ = std::make_shared<State::Roles>(*state_.roles_);
    state_.roles_ = roles_;
  }
  return roles_.get();
}

State StateDraft::Take() {
  AddNames();
  if (!node_changes_.empty()) {
    state_.tree_ = std::make_shared<const access::Tree>(state_.tree_->With(node_changes_));
  }
  state_.organizations_ = organizations_.Take();
  state_.bearers_ = bearers_.Take();
  if (catalogue_ != nullptr) CompleteForms();
  return std::move(state_);
}

// After the places, whatever those were: the tree takes the names it is given last.
void StateDraft::AddNames() {
  for (const std::string& id : changed_organizations_) {
    const Organization& last = organizations_.Find(id)->versions().back().value;
    const State::Organizations* before = base_.organizations_.Find(id);
    if (before != nullptr && BearsSameNames(before->versions().back().value, last)) continue;
    node_changes_.push_back({.id = id, .names = NamesOf(last), .place = std::nullopt});
  }
}

void StateDraft::CompleteForms() {
  for (const auto& [id, form] : catalogue_->forms) {
    if (catalogue_->complete_forms.contains(id)) continue;
    auto complete = std::make_shared<FormWithLists>();
    complete->form = *form;
    bool all_there = true;
    for (const form::Field& field : form->fields) {
      for (const std::string& list : field.CodeLists()) {
        const auto found = catalogue_->lists.find(list);
        all_there = all_there && found != catalogue_->lists.end();
        if (all_there) complete->lists.try_emplace(list, *found->second);
      }
    }
    if (all_there) catalogue_->complete_forms[id] = std::move(complete);
  }
}

}  // namespace mingce::registry::mirror
