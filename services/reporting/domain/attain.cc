#include "services/reporting/domain/attain.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_map.h"

namespace mingce::reporting {
namespace {

bool Reaches(std::int64_t counted, std::int64_t target) { return target > 0 && counted >= target; }

}  // namespace

std::vector<SectionAttainment> SumBySection(absl::Span<const UnitAttainment> units) {
  std::vector<SectionAttainment> sections;
  for (const UnitAttainment& unit : units) {
    auto section = std::find_if(
        sections.begin(), sections.end(),
        [&](const SectionAttainment& known) { return known.section == unit.quota.section; });
    if (section == sections.end()) {
      section = sections.insert(section, {.section = unit.quota.section, .counts = {}});
    }
    section->target = AddHeld(section->target, unit.quota.target);
    section->counts += unit.counts;
  }
  for (SectionAttainment& section : sections) {
    section.attainment_hundredths = AttainmentHundredths(section.counts.counted, section.target);
  }
  return sections;
}

Attainment Attain(const Campaign& campaign, const QuotaPlan& plan, const RowCounts& counts,
                  const OnTime& on_time) {
  Attainment result{.quota_revision = plan.revision, .county = {}, .units = {}, .sections = {}};
  CountyAttainment& county = result.county;
  absl::flat_hash_map<OrganizationId, std::size_t> rows_on_time;
  county.counted_on_time = on_time.counts.outside.counted;
  std::int64_t as_it_says = on_time.as_it_says.outside.counted;
  for (std::size_t i = 0; i < on_time.plan->quotas.size(); ++i) {
    rows_on_time.try_emplace(on_time.plan->quotas[i].organization, i);
    county.counted_on_time = AddHeld(county.counted_on_time, on_time.counts.rows[i].counted);
    as_it_says = AddHeld(as_it_says, on_time.as_it_says.rows[i].counted);
  }
  county.time_suspect = SubtractHeld(as_it_says, county.counted_on_time);
  county.outside_units = counts.outside;
  county.counts = counts.outside;
  result.units.reserve(plan.quotas.size());
  for (std::size_t i = 0; i < plan.quotas.size(); ++i) {
    UnitAttainment unit{.quota = plan.quotas[i], .counts = counts.rows[i]};
    unit.attainment_hundredths = AttainmentHundredths(unit.counts.counted, unit.quota.target);
    if (const auto row = rows_on_time.find(unit.quota.organization); row != rows_on_time.end()) {
      unit.counted_on_time = on_time.counts.rows[row->second].counted;
      unit.on_time = Reaches(unit.counted_on_time, on_time.plan->quotas[row->second].target);
      unit.time_suspect =
          SubtractHeld(on_time.as_it_says.rows[row->second].counted, unit.counted_on_time);
      rows_on_time.erase(row);  // for the first of two
    }
    county.counts += unit.counts;
    county.allocated = AddHeld(county.allocated, unit.quota.target);
    result.units.push_back(std::move(unit));
  }
  result.sections = SumBySection(result.units);
  county.target = campaign.target;
  county.unallocated = SubtractHeld(county.target, county.allocated);
  county.attainment_hundredths = AttainmentHundredths(county.counts.counted, county.target);
  county.on_time = Reaches(county.counted_on_time, county.target);
  return result;
}

}  // namespace mingce::reporting
