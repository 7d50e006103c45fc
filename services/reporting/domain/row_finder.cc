#include "services/reporting/domain/row_finder.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "services/reporting/domain/change.h"

namespace mingce::reporting {

const Place* PlaceOn(const Places& places, std::int32_t day) {
  return std::prev(
      std::upper_bound(places.begin() + 1, places.end(), day,
                       [](std::int32_t wanted, const Place& place) { return wanted < place.day; }));
}

RowFinder::RowFinder(const Organizations* organizations, const QuotaPlan& plan, Knowledge knowledge)
    : organizations_(organizations), knowledge_(std::move(knowledge)) {
  for (std::size_t row = 0; row < plan.quotas.size(); ++row) {
    const std::optional<OrganizationRef> organization =
        organizations->Find(plan.quotas[row].organization);
    if (organization.has_value()) {
      rows_.try_emplace(*organization, static_cast<std::int32_t>(row));
    }
  }
}

Places RowFinder::Find(OrganizationRef organization) const {
  Places places;
  std::optional<absl::CivilDay> day;  // absent: before all versions
  do {
    std::optional<absl::CivilDay> next;  // on which the way up may be another
    const auto on_day = [&](OrganizationRef at) {
      return organizations_->On(at, day.value_or(absl::CivilDay::min()), knowledge_, &next);
    };
    Place place;
    if (day.has_value()) place.day = NumberOf(*day);
    const Organization* known = on_day(organization);
    place.closed = known != nullptr && known->closed;
    // On a circle the way comes to the mark again, once that lies on it and stays long enough.
    OrganizationRef mark = organization;
    std::size_t length = 8;
    std::size_t left = length;
    for (OrganizationRef at = organization;; known = on_day(at)) {
      if (const auto row = rows_.find(at); row != rows_.end()) {
        place.row = row->second;
        break;
      }
      if (known == nullptr || !known->parent.has_value() || *known->parent == mark) break;
      at = *known->parent;
      if (--left == 0) {
        left = length *= 2;
        mark = at;
      }
    }
    if (places.empty() || places.back().row != place.row || places.back().closed != place.closed) {
      places.push_back(place);
    }
    day = next;
  } while (day.has_value());
  return places;
}

}  // namespace mingce::reporting
