#include "services/reporting/domain/organization.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mingce::reporting {

OrganizationRef Organizations::RefOf(const OrganizationId& id) {
  const auto [place, is_new] =
      refs_.try_emplace(id, static_cast<OrganizationRef>(timelines_.size()));
  if (is_new) {
    timelines_.emplace_back();
    children_.emplace_back();
  }
  return place->second;
}

std::optional<OrganizationRef> Organizations::Find(const OrganizationId& id) const {
  const auto place = refs_.find(id);
  if (place == refs_.end()) return std::nullopt;
  return place->second;
}

bool Organizations::Add(OrganizationRef organization, history::Version<Organization> version) {
  history::Timeline<Organization>& timeline = timelines_[organization];
  const bool is_first = timeline.empty();
  const std::optional<OrganizationRef> parent = version.value.parent;
  const bool is_new_parent =
      parent.has_value() &&
      std::none_of(timeline.versions().begin(), timeline.versions().end(),
                   [&](const auto& known) { return known.value.parent == parent; });
  if (!timeline.Add(std::move(version))) return false;
  if (is_new_parent) children_[*parent].push_back(organization);
  if (is_first) ++known_;
  return true;
}

const Organization* Organizations::On(OrganizationRef organization, absl::CivilDay day,
                                      const Knowledge& knowledge,
                                      std::optional<absl::CivilDay>* next) const {
  const std::vector<history::Version<Organization>>& versions = timelines_[organization].versions();
  const auto after = std::upper_bound(
      versions.begin(), versions.end(), day,
      [](absl::CivilDay wanted, const auto& version) { return wanted < version.day; });
  const auto is_known = [&knowledge](const auto& version) {
    return knowledge.Has(Feed::kRegistry, version);
  };
  if (const auto later = std::find_if(after, versions.end(), is_known);
      later != versions.end() && (!next->has_value() || later->day < **next)) {
    *next = later->day;
  }
  const auto held = std::find_if(std::make_reverse_iterator(after), versions.rend(), is_known);
  return held == versions.rend() ? nullptr : &held->value;
}

}  // namespace mingce::reporting
