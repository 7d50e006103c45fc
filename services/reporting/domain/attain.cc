#include "services/reporting/domain/attain.h"

#include <cstddef>
#include <optional>

namespace mingce::reporting {
namespace {

using UnitIndex = std::optional<std::size_t>;  // into the plan; absent: no unit

// Finds the unit of an organisation, and remembers it for every organisation passed on the way.
class UnitFinder {
 public:
  UnitFinder(const Organizations& organizations, const QuotaPlan& plan)
      : organizations_(organizations) {
    for (std::size_t i = 0; i < plan.quotas.size(); ++i) {
      found_.try_emplace(plan.quotas[i].organization, i);  // the first row keeps its place
    }
  }

  UnitIndex Find(const OrganizationId& organization) {
    std::vector<OrganizationId> passed;
    UnitIndex unit;
    OrganizationId at = organization;
    for (;;) {
      // What is passed is marked "no unit" at once, so a circle comes to its own mark and ends.
      const auto [place, is_new] = found_.try_emplace(at, std::nullopt);
      if (!is_new) {
        unit = place->second;
        break;
      }
      passed.push_back(at);
      const auto known = organizations_.find(at);
      if (known == organizations_.end() || !known->second.parent.has_value()) break;
      at = *known->second.parent;
    }
    for (const OrganizationId& one : passed) found_.insert_or_assign(one, unit);
    return unit;
  }

 private:
  const Organizations& organizations_;
  absl::flat_hash_map<OrganizationId, UnitIndex> found_;
};

bool Reaches(std::int64_t counted, std::int64_t target) { return target > 0 && counted >= target; }

}  // namespace

Attainment Attain(const Organizations& organizations, const OwnCounts& counts,
                  const OwnCounts& counts_on_time, const Campaign& campaign,
                  const QuotaPlan& plan) {
  Attainment result;
  CountyAttainment& county = result.county;
  for (const Quota& quota : plan.quotas) {
    result.units.push_back({.quota = quota, .counts = {}});
    county.allocated = AddHeld(county.allocated, quota.target);
  }
  county.target = campaign.target;
  county.unallocated = SubtractHeld(county.target, county.allocated);

  const auto is_closed = [&organizations](const OrganizationId& id) {
    const auto known = organizations.find(id);
    return known != organizations.end() && known->second.closed;
  };
  UnitFinder finder(organizations, plan);
  for (const auto& [organization, own] : counts) {
    Counts here = own;
    if (is_closed(organization)) here.counted = 0;
    county.counts += here;
    const UnitIndex unit = finder.Find(organization);
    (unit.has_value() ? result.units[*unit].counts : county.outside_units) += here;
  }
  for (const auto& [organization, own] : counts_on_time) {
    if (is_closed(organization)) continue;
    county.counted_on_time = AddHeld(county.counted_on_time, own.counted);
    if (const UnitIndex unit = finder.Find(organization); unit.has_value()) {
      std::int64_t& on_time = result.units[*unit].counted_on_time;
      on_time = AddHeld(on_time, own.counted);
    }
  }

  for (UnitAttainment& unit : result.units) {
    unit.attainment_hundredths = AttainmentHundredths(unit.counts.counted, unit.quota.target);
    unit.on_time = Reaches(unit.counted_on_time, unit.quota.target);
  }
  county.attainment_hundredths = AttainmentHundredths(county.counts.counted, county.target);
  county.on_time = Reaches(county.counted_on_time, county.target);
  return result;
}

}  // namespace mingce::reporting
