// All that figures are made of, in memory, and the figures.
//
// A question has two axes. `as_of` is the day that is looked at: what holds on it. `known_at` is the
// moment of the knowledge: what was recorded at it or before, by each fact's own recorded time. So a
// figure never changes through what is recorded later, and without `known_at` one of a past day never
// through what holds from a later day.
//
// On time is another question, asked with the end of the last day of entry for both axes: who counted
// on that day, as known at its end, in the tree of that day as known then, against the plan in force
// on that day. Nothing that is recorded later, of whatever day, changes who was on time; a plan for
// that day that is recorded later changes what it is measured against.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/dated_counts.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// In which tree members stand below a row. Whether an organisation is closed is always asked of
// `as_of`.
enum class TreeBasis {
  kAsAtDate,   // as it is on `as_of`
  kCurrent,    // as it is on `today`
  kAsAtEvent,  // each as it was on the day from which the membership's version in force holds
};

struct Question {
  CampaignId campaign;
  absl::CivilDay as_of;
  absl::Time known_at;
  TreeBasis basis = TreeBasis::kAsAtDate;
  absl::CivilDay today;  // the tree's day of kCurrent

  friend bool operator==(const Question&, const Question&) = default;
};

// Not thread-safe, not even to read: answers are remembered until something new is known.
class Facts {
 public:
  // Each puts a version; one that is there already changes nothing.
  void Put(const OrganizationVersion& version);
  void Put(const CampaignOpened& opened);
  void Put(const QuotaPlanSet& set);
  void Put(const NothingToProject&) {}

  // What changed in memberships: `begun` of them were not known before, and `newest` is the newest
  // recorded time of what changed them.
  void Add(absl::Span<const Difference> differences, std::int64_t begun, absl::Time newest);

  // Memberships name their organisations by number.
  OrganizationRef RefOf(const OrganizationId& organization);

  // By id.
  const std::map<CampaignId, Campaign>& campaigns() const { return campaigns_; }
  // Day and revision of the plan in force on `day`; nullptr where there is none.
  const history::Version<QuotaPlan>* PlanOn(const CampaignId& campaign, absl::CivilDay day,
                                            absl::Time known_at) const;
  // The first day on which a plan is in force; absent where none is known.
  std::optional<absl::CivilDay> FirstPlanDay(const CampaignId& campaign, absl::Time known_at) const;

  // nullptr where there is no such campaign, or no plan of it in force on that day.
  std::shared_ptr<const Attainment> Attain(const Question& question) const;

  std::int64_t members() const { return members_; }
  std::size_t organizations() const { return organizations_.known(); }
  // The newest recorded time of all; the infinite past where nothing is known.
  absl::Time newest() const { return newest_; }

 private:
  // Where each organisation's own counts go; by OrganizationRef.
  struct Placing {
    CampaignId campaign;
    std::pair<absl::CivilDay, std::int64_t> plan;  // day and revision
    absl::CivilDay tree_day;
    absl::CivilDay as_of;
    absl::Time known_at;
    std::vector<std::int32_t> row;
    std::vector<bool> closed;  // on as_of
  };

  void Learn(absl::Time recorded);
  std::vector<bool> ClosedOn(absl::CivilDay day, absl::Time known_at) const;
  const Placing& Place(const CampaignId& campaign, const history::Version<QuotaPlan>& plan,
                       absl::CivilDay tree_day, absl::CivilDay as_of, absl::Time known_at) const;
  RowCounts CountInTree(const CampaignId& campaign, const history::Version<QuotaPlan>& plan,
                        absl::CivilDay tree_day, absl::CivilDay as_of, absl::Time known_at) const;
  RowCounts CountByEvent(const QuotaPlan& plan, absl::CivilDay as_of, absl::Time known_at) const;

  Organizations organizations_;
  std::map<CampaignId, Campaign> campaigns_;
  std::map<CampaignId, history::Timeline<QuotaPlan>> plans_;
  DatedCounts counts_;
  std::int64_t members_ = 0;
  absl::Time newest_ = absl::InfinitePast();
  absl::Time newest_tree_ = absl::InfinitePast();  // of organisations
  mutable std::list<Placing> placings_;            // the latest used first
  mutable std::list<std::pair<Question, std::shared_ptr<const Attainment>>> answers_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_
