// Figures straight from the list of what happened, in the plainest way that can be thought of: for
// each member and each organisation the list is searched for what stood on the day, and every
// person is walked upward alone. Nothing of the service is used but the types of its events. For
// tests only.

#ifndef MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_
#define MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/reporting/domain/event.h"
#include "services/reporting/domain/facts.h"

namespace mingce::reporting {

class Recomputation {
 public:
  Recomputation(Campaign the_campaign, absl::Time its_end)
      : campaign(std::move(the_campaign)), end_of_entry(its_end) {}

  void Add(const OrganizationVersion& said) { organizations_[said.id.text()].push_back(said); }
  void Add(const MembershipVersion& said) { members_[said.member.text()].push_back(said); }
  void Add(const QuotaPlanSet& said) { plans_.push_back(said); }
  void Add(const ClockConfirmed& said) { confirmations_.emplace(said.event, said.recorded); }

  const Campaign campaign;
  const absl::Time end_of_entry;

  // registered, complete, verified, counted
  using Four = std::array<std::int64_t, 4>;
  struct Line {
    Four counts = {};
    std::int64_t on_time = 0;
    bool is_on_time = false;
    std::int64_t suspect = 0;
  };
  struct Result {
    const QuotaPlanSet* plan = nullptr;  // nullptr: none in force
    std::vector<Line> units;             // of the plan
    Line county;
    Four outside = {};
  };

  Result Figures(const Question& question) const {
    Result result;
    result.plan = Standing(plans_, question.as_of, {.at = question.known_at});
    if (result.plan == nullptr) return result;
    const std::vector<Quota>& quotas = result.plan->plan.quotas;
    result.units.resize(quotas.size());
    for (const auto& [row, four] : Count(*result.plan, question.as_of, {.at = question.known_at},
                                         question.basis, question.today)) {
      (row < 0 ? result.outside : result.units[static_cast<std::size_t>(row)].counts) = four;
      for (std::size_t i = 0; i < 4; ++i) result.county.counts[i] += four[i];
    }
    const absl::CivilDay day = std::min(question.as_of, campaign.entry_due_on);
    const QuotaPlanSet none{.campaign = CampaignId("c"), .plan = {}, .dates = {}};
    const QuotaPlanSet* then = Standing(plans_, day, {.at = question.known_at});
    if (then == nullptr) then = &none;
    const absl::Time known_at = std::min(question.known_at, end_of_entry);
    auto as_it_says = Count(*then, day, {.at = known_at}, TreeBasis::kAsAtDate, day);
    for (const auto& [row, four] : as_it_says) result.county.suspect += four[3];
    // The same of a world in which what is suspect never happened.
    auto in_time = Count(*then, day, {.at = known_at, .confirmed_by = &question.known_at},
                         TreeBasis::kAsAtDate, day);
    for (const auto& [row, four] : in_time) result.county.on_time += four[3];
    result.county.suspect -= result.county.on_time;
    result.county.is_on_time = result.county.on_time >= campaign.target;
    for (std::size_t row = 0; row < then->plan.quotas.size(); ++row) {
      for (std::size_t i = 0; i < quotas.size(); ++i) {
        if (then->plan.quotas[row].organization != quotas[i].organization) continue;
        result.units[i].on_time = in_time[static_cast<int>(row)][3];
        result.units[i].is_on_time = result.units[i].on_time >= then->plan.quotas[row].target;
        result.units[i].suspect = as_it_says[static_cast<int>(row)][3] - result.units[i].on_time;
      }
    }
    return result;
  }

 private:
  // What was recorded by then; without what is suspect and was not confirmed by `confirmed_by`, if
  // that is asked for.
  struct Known {
    absl::Time at;
    const absl::Time* confirmed_by = nullptr;
  };

  static std::string EpochOf(const MembershipVersion&) { return "em"; }
  static std::string EpochOf(const OrganizationVersion&) { return "er"; }
  static std::string EpochOf(const QuotaPlanSet&) { return "er"; }

  template <typename Version>
  bool Has(const Version& version, const Known& known) const {
    if (version.dates.recorded > known.at) return false;
    if (known.confirmed_by == nullptr || version.dates.suspect_since == 0) return true;
    const auto said =
        confirmations_.find(EpochOf(version) + "-" + std::to_string(version.dates.suspect_since));
    return said != confirmations_.end() && said->second <= *known.confirmed_by;
  }

  // Of those known and holding from `day` or before: the one of the latest day, and of these of the
  // highest revision.
  template <typename Version>
  const Version* Standing(const std::vector<Version>& versions, absl::CivilDay day,
                          const Known& known) const {
    const auto rank = [](const Version& of) { return std::pair(of.dates.day, of.dates.revision); };
    const Version* standing = nullptr;
    for (const Version& version : versions) {
      if (version.dates.day > day || !Has(version, known)) continue;
      if (standing == nullptr || rank(version) >= rank(*standing)) standing = &version;
    }
    return standing;
  }

  const OrganizationVersion* StandingOrganization(const std::string& id, absl::CivilDay day,
                                                  const Known& known) const {
    const auto versions = organizations_.find(id);
    return versions == organizations_.end() ? nullptr : Standing(versions->second, day, known);
  }

  // The plan's row that a person of the organisation is under: -1 for none.
  int RowOf(const std::map<std::string, int>& own_rows, std::string organization,
            absl::CivilDay day, const Known& known) const {
    std::set<std::string> been;
    while (been.insert(organization).second) {
      if (const auto own = own_rows.find(organization); own != own_rows.end()) return own->second;
      const OrganizationVersion* at = StandingOrganization(organization, day, known);
      if (at == nullptr || !at->parent.has_value()) break;
      organization = at->parent->text();
    }
    return -1;
  }

  std::map<int, Four> Count(const QuotaPlanSet& plan, absl::CivilDay day, const Known& known,
                            TreeBasis basis, absl::CivilDay today) const {
    std::map<int, Four> result;
    // Row and whether it is closed, of those that were asked for.
    std::map<std::pair<std::string, absl::CivilDay>, std::pair<int, bool>> places;
    std::map<std::string, int> own_rows;
    for (std::size_t i = 0; i < plan.plan.quotas.size(); ++i) {
      own_rows.emplace(plan.plan.quotas[i].organization.text(), static_cast<int>(i));
    }
    for (const auto& [member, versions] : members_) {
      const MembershipVersion* version = Standing(versions, day, known);
      if (version == nullptr || version->state == MembershipState::kEnded) continue;
      const std::string& at = version->organization.text();
      const absl::CivilDay tree_day = basis == TreeBasis::kCurrent     ? today
                                      : basis == TreeBasis::kAsAtEvent ? version->dates.day
                                                                       : day;
      const auto [place, is_new] = places.try_emplace({at, tree_day});
      if (is_new) {
        const OrganizationVersion* here = StandingOrganization(at, day, known);
        place->second = {RowOf(own_rows, at, tree_day, known), here != nullptr && here->closed};
      }
      Four& four = result[place->second.first];
      four[0] += 1;
      if (version->complete) four[1] += 1;
      if (version->verified) four[2] += 1;
      if (version->state == MembershipState::kActive && !place->second.second) four[3] += 1;
    }
    return result;
  }

  std::map<std::string, std::vector<OrganizationVersion>> organizations_;
  std::map<std::string, std::vector<MembershipVersion>> members_;
  std::vector<QuotaPlanSet> plans_;
  std::map<std::string, absl::Time> confirmations_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_RECOMPUTATION_FOR_TESTS_H_
