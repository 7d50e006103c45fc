// All that figures are made of, in memory, and the figures.
//
// A question has two axes. `as_of` is the day that is looked at: what holds on it. `known_at` is
// the moment of the knowledge: what was recorded at it or before, by each fact's own recorded time.
// So a figure never changes through what is recorded later, and without `known_at` one of a past
// day never through what holds from a later day.
//
// On time is another question, asked with the end of the last day of entry for both axes: who
// counted on that day, as known at its end, in the tree of that day as known then, against the plan
// in force on that day. What was recorded at a suspect time is taken as recorded later, until that
// time is confirmed. Nothing else that is recorded later, of whatever day, changes who was on time;
// a plan for that day that is recorded later changes what it is measured against.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/change.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/membership.h"
#include "services/reporting/domain/organization.h"
#include "services/reporting/domain/standing.h"
#include "services/reporting/domain/suspicions.h"

namespace mingce::reporting {

struct Question {
  CampaignId campaign;
  absl::CivilDay as_of;
  absl::Time known_at;
  TreeBasis basis = TreeBasis::kAsAtDate;
  absl::CivilDay today;  // the tree's day of kCurrent

  friend bool operator==(const Question&, const Question&) = default;
};

// Each change is folded, as it comes, into the standing figures of the plans in force, as known now
// and as known at the end of entry; so a question finds them, of whatever day and basis. Those of
// another moment are made when somebody asks.
//
// Not thread-safe, not even to read: what was asked is remembered.
class Facts {
 public:
  Facts() = default;
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  // Each puts a version; one that is there already changes nothing.
  void Put(const OrganizationVersion& version);
  void Put(const CampaignOpened& opened);
  void Put(const QuotaPlanSet& set);
  void Put(const ClockConfirmed& confirmed);

  // The stream that a feed is: what is confirmed is confirmed of one stream.
  void SetEpoch(Feed feed, std::string epoch);

  // What changed in memberships that are not doubtful: `begun` of them were not known before, and
  // `newest` is the newest recorded time of what changed them.
  void Add(absl::Span<const Difference> differences, std::int64_t begun, absl::Time newest);

  // What is known now of a membership that is doubtful. What it added before it was is taken back
  // by Add. `newest` as in Add.
  void Doubt(const MemberId& member, MembershipTimeline membership, absl::Time newest);

  // Memberships name their organisations by number.
  OrganizationRef RefOf(const OrganizationId& organization) {
    return organizations_.RefOf(organization);
  }

  // By id.
  const std::map<CampaignId, Campaign>& campaigns() const { return campaigns_; }
  // Day and revision of the plan in force on `day`; nullptr where there is none.
  const history::Version<QuotaPlan>* PlanOn(const CampaignId& campaign, absl::CivilDay day,
                                            absl::Time known_at) const;
  // The first day on which a plan is in force; absent where none is known.
  std::optional<absl::CivilDay> FirstPlanDay(const CampaignId& campaign, absl::Time known_at) const;

  // nullptr where there is no such campaign, or no plan of it in force on that day.
  std::shared_ptr<const Attainment> Attain(const Question& question) const;

  std::vector<SetBack> set_backs() const { return suspicions_.All(); }

  std::int64_t members() const { return members_; }
  std::size_t organizations() const { return organizations_.known(); }
  // The newest recorded time of all; the infinite past where nothing is known.
  absl::Time newest() const { return newest_; }

 private:
  // The figures of one version of a plan to one knowledge; that of the infinite future is all that
  // is known.
  struct Kept {
    CampaignId campaign;
    absl::CivilDay day;
    std::int64_t revision;
    Knowledge knowledge;
    bool is_moment;  // in the past, that somebody named
    Standing standing;
  };

  void Learn(absl::Time recorded);
  Standing& StandingOf(const CampaignId& campaign, const history::Version<QuotaPlan>& plan,
                       const Knowledge& knowledge) const;
  void Prepare(const CampaignId& campaign, absl::CivilDay day);

  Organizations organizations_;
  std::map<CampaignId, Campaign> campaigns_;
  std::map<CampaignId, history::Timeline<QuotaPlan>> plans_;
  Changes changes_;  // of memberships that are not doubtful
  Doubtful doubtful_;
  Suspicions suspicions_;
  std::int64_t members_ = 0;
  absl::Time newest_ = absl::InfinitePast();
  mutable std::list<Kept> kept_;  // the latest asked first
  // The latest asked first.
  mutable std::list<std::pair<Question, std::shared_ptr<const Attainment>>> answers_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_FACTS_H_
