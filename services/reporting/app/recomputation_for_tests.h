// Figures straight from the list of what happened, in the plainest way that can be thought of: for each
// member and each organisation the list is searched for what stood on the day, and every person is
// walked upward alone. Nothing of the service is used but the types of its events. For tests only.

#ifndef MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_
#define MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/reporting/domain/event.h"
#include "services/reporting/domain/facts.h"

namespace mingce::reporting {

class Recomputation {
 public:
  Recomputation(Campaign the_campaign, absl::Time its_end)
      : campaign(std::move(the_campaign)), end_of_entry(its_end) {}

  std::map<std::string, std::vector<OrganizationVersion>> organizations;
  std::map<std::string, std::vector<MembershipVersion>> members;
  std::vector<QuotaPlanSet> plans;
  Campaign campaign;
  absl::Time end_of_entry;

  // registered, complete, verified, counted
  using Four = std::vector<std::int64_t>;
  struct Line {
    Four counts = {0, 0, 0, 0};
    std::int64_t on_time = 0;
    bool is_on_time = false;
  };
  struct Result {
    const QuotaPlanSet* plan = nullptr;  // nullptr: none in force
    std::vector<Line> units;             // of the plan
    Line county;
    Four outside = {0, 0, 0, 0};
  };

  Result Figures(const Question& question) const {
    Result result;
    result.plan = Standing(plans, question.as_of, question.known_at);
    if (result.plan == nullptr) return result;
    result.units.resize(result.plan->plan.quotas.size());
    const auto count =
        Count(*result.plan, question.as_of, question.known_at, question.basis, question.today);
    for (const auto& [row, four] : count) {
      Four& to = row < 0 ? result.outside : result.units[static_cast<std::size_t>(row)].counts;
      for (int i = 0; i < 4; ++i) {
        to[i] += four[i];
        result.county.counts[i] += four[i];
      }
    }
    const absl::CivilDay day =
        question.as_of < campaign.entry_due_on ? question.as_of : campaign.entry_due_on;
    const absl::Time known = question.known_at < end_of_entry ? question.known_at : end_of_entry;
    const QuotaPlanSet* then = Standing(plans, day, question.known_at);
    const QuotaPlanSet none{.campaign = CampaignId("c"), .plan = {}, .dates = {}};
    if (then == nullptr) then = &none;
    auto in_time = Count(*then, day, known, TreeBasis::kAsAtDate, day);
    for (const auto& [row, four] : in_time) result.county.on_time += four[3];
    result.county.is_on_time = result.county.on_time >= campaign.target;
    for (std::size_t i = 0; i < result.units.size(); ++i) {
      for (std::size_t row = 0; row < then->plan.quotas.size(); ++row) {
        const Quota& quota = then->plan.quotas[row];
        if (quota.organization != result.plan->plan.quotas[i].organization) continue;
        const auto found = in_time.find(static_cast<int>(row));
        result.units[i].on_time = found == in_time.end() ? 0 : found->second[3];
        result.units[i].is_on_time = result.units[i].on_time >= quota.target;
      }
    }
    return result;
  }

 private:
  // Of those known at `known_at` and holding from `day` or before: the one of the latest day, and of
  // these of the highest revision.
  template <typename Version>
  static const Version* Standing(const std::vector<Version>& versions, absl::CivilDay day,
                                 absl::Time known_at) {
    const Version* standing = nullptr;
    for (const Version& version : versions) {
      const Dates& dates = version.dates;
      if (dates.day > day || dates.recorded > known_at) continue;
      if (standing == nullptr || dates.day > standing->dates.day ||
          (dates.day == standing->dates.day && dates.revision > standing->dates.revision)) {
        standing = &version;
      }
    }
    return standing;
  }

  const OrganizationVersion* StandingOrganization(const std::string& id, absl::CivilDay day,
                                                  absl::Time known_at) const {
    const auto versions = organizations.find(id);
    return versions == organizations.end() ? nullptr : Standing(versions->second, day, known_at);
  }

  using Rows = std::map<std::pair<std::string, absl::CivilDay>, int>;

  // The plan's row that a person of the organisation is under: -1 for none. `rows`: those walked.
  int RowOf(const std::map<std::string, int>& own_rows, std::string organization,
            absl::CivilDay day, absl::Time known_at, Rows* rows) const {
    std::set<std::string> been;
    int row = -1;
    while (been.insert(organization).second) {
      const auto own = own_rows.find(organization);
      const auto walked = rows->find({organization, day});
      if (own != own_rows.end() || walked != rows->end()) {
        row = own != own_rows.end() ? own->second : walked->second;
        break;
      }
      const OrganizationVersion* known = StandingOrganization(organization, day, known_at);
      if (known == nullptr || !known->parent.has_value()) break;
      organization = known->parent->text();
    }
    for (const std::string& passed : been) rows->emplace(std::pair(passed, day), row);
    return row;
  }

  std::map<int, Four> Count(const QuotaPlanSet& plan, absl::CivilDay day, absl::Time known_at,
                            TreeBasis basis, absl::CivilDay today) const {
    std::map<int, Four> result;
    Rows rows;
    std::map<std::string, int> own_rows;
    for (std::size_t i = 0; i < plan.plan.quotas.size(); ++i) {
      own_rows.emplace(plan.plan.quotas[i].organization.text(), static_cast<int>(i));
    }
    std::map<std::string, bool> closed;
    for (const auto& [member, versions] : members) {
      const MembershipVersion* version = Standing(versions, day, known_at);
      if (version == nullptr || version->state == MembershipState::kEnded) continue;
      const std::string& at = version->organization.text();
      const absl::CivilDay tree_day = basis == TreeBasis::kCurrent     ? today
                                      : basis == TreeBasis::kAsAtEvent ? version->dates.day
                                                                       : day;
      const int row = RowOf(own_rows, at, tree_day, known_at, &rows);
      if (closed.count(at) == 0) {
        const OrganizationVersion* known = StandingOrganization(at, day, known_at);
        closed[at] = known != nullptr && known->closed;
      }
      Four& four = result.try_emplace(row, Four(4)).first->second;
      four[0] += 1;
      if (version->complete) four[1] += 1;
      if (version->verified) four[2] += 1;
      if (version->state == MembershipState::kActive && !closed[at]) four[3] += 1;
    }
    return result;
  }
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_
