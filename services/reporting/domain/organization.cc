#include "services/reporting/domain/organization.h"

#include <iterator>
#include <utility>

namespace mingce::reporting {

OrganizationRef Organizations::RefOf(const OrganizationId& id) {
  const auto [place, is_new] =
      refs_.try_emplace(id, static_cast<OrganizationRef>(timelines_.size()));
  if (is_new) timelines_.emplace_back();
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
  const absl::CivilDay day = version.day;
  if (!timeline.Add(std::move(version))) return false;
  change_days_.insert(day);
  if (is_first) ++known_;
  return true;
}

const Organization* Organizations::On(OrganizationRef organization, absl::CivilDay day,
                                      absl::Time known_at) const {
  const history::Version<Organization>* version = timelines_[organization].On(day, known_at);
  return version == nullptr ? nullptr : &version->value;
}

absl::CivilDay Organizations::LatestChange(absl::CivilDay day) const {
  const auto next = change_days_.upper_bound(day);
  return next == change_days_.begin() ? absl::CivilDay::min() : *std::prev(next);
}

}  // namespace mingce::reporting
