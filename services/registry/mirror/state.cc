#include "services/registry/mirror/state.h"

#include <tuple>

#include "lib/text/normalize.h"

namespace mingce::registry::mirror {
namespace {

template <typename Map>
auto FindShared(const Map& map, absl::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? typename Map::mapped_type() : found->second;
}

}  // namespace

std::string ComparedName(absl::string_view name) { return text::NormalizeLabel(name); }

const Organization* State::OrganizationOn(absl::string_view organization,
                                          absl::CivilDay day) const {
  const Organizations* versions = organizations_.Find(organization);
  const history::Version<Organization>* version = versions == nullptr ? nullptr : versions->On(day);
  return version == nullptr ? nullptr : &version->value;
}

std::string State::BearerOf(absl::string_view code, absl::CivilDay day) const {
  const std::vector<std::string>* ids = code.empty() ? nullptr : bearers_.Find(code);
  if (ids == nullptr) return "";
  std::tuple<bool, absl::CivilDay, std::string> best;
  for (const std::string& id : *ids) {
    const history::Version<Organization>* version = organizations_.Find(id)->On(day);
    if (version == nullptr) continue;
    const Organization& organization = version->value;
    if (organization.union_uscc != code && organization.unit_uscc != code) continue;
    std::tuple candidate(!organization.closed, version->day, id);
    if (std::get<2>(best).empty() || best < candidate) best = std::move(candidate);
  }
  return std::get<2>(best);
}

void State::VisitOrganizations(
    absl::FunctionRef<bool(absl::string_view id, const Organizations&)> visit) const {
  organizations_.VisitAll(visit);
}

std::shared_ptr<const FormWithLists> State::FormOf(absl::string_view form) const {
  return FindShared(catalogue_->complete_forms, form);
}

std::shared_ptr<const gb::CodeList> State::CodeListOf(absl::string_view list) const {
  return FindShared(catalogue_->lists, list);
}

std::shared_ptr<const gb::CodeList> State::NewestList(absl::string_view stem) const {
  return FindShared(catalogue_->newest, stem);
}

const Campaign* State::CampaignOf(absl::string_view campaign) const {
  return FindShared(catalogue_->campaigns, campaign).get();
}

std::vector<const Campaign*> State::campaigns() const {
  std::vector<const Campaign*> all;
  for (const auto& [id, campaign] : catalogue_->campaigns) all.push_back(campaign.get());
  return all;
}

const history::Timeline<QuotaPlan>* State::PlansOf(absl::string_view campaign) const {
  return FindShared(catalogue_->plans, campaign).get();
}

policy::QuestionLimits State::QuestionLimitsOf(absl::string_view identity, absl::CivilDay day,
                                               std::uint64_t permissions) const {
  const auto& own = roles_->question_limits;
  if (own.empty()) return policy::kDefaultQuestionLimits;
  policy::QuestionLimits largest;
  for (const auto& grant : grants().InForce(identity, day)) {
    if ((grant->permissions & permissions) == 0) continue;
    const auto found = own.find(grant->id);
    largest = policy::LargerOf(
        largest,
        policy::WithDefaults(found == own.end() ? policy::QuestionLimits() : found->second));
  }
  return policy::WithDefaults(largest);
}

}  // namespace mingce::registry::mirror
