// The standing figures of one plan to one knowledge: what each day adds to each of its rows.
// They are folded from changes as these come, so a question costs the rows and days there are, not
// the organisations or members.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_STANDING_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_STANDING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/change.h"
#include "services/reporting/domain/knowledge.h"
#include "services/reporting/domain/membership.h"
#include "services/reporting/domain/organization.h"
#include "services/reporting/domain/row_finder.h"

namespace mingce::reporting {

// In which tree members stand below a row. Whether an organisation is closed is always asked of the
// day the question is about. Numbered as the wire numbers it.
enum class TreeBasis {
  kAsAtDate = 1,   // as it is on that day
  kCurrent = 2,    // as it is on `today`
  kAsAtEvent = 3,  // each as it was on the day from which the membership's version in force holds
};

inline constexpr TreeBasis kTreeBases[] = {TreeBasis::kAsAtDate, TreeBasis::kCurrent,
                                           TreeBasis::kAsAtEvent};

// Not thread-safe.
class Standing {
 public:
  // `organizations` and `changes` outlive it; whatever is added to them afterwards is told by Add
  // and Move. Of the `doubtful` memberships `changes` has nothing.
  Standing(const Organizations* organizations, const Changes* changes, const Doubtful& doubtful,
           const QuotaPlan& plan, Knowledge knowledge);

  // Makes ready for questions by `basis`; of kCurrent, for those with this `today`.
  void Prepare(TreeBasis basis, absl::CivilDay today);

  // What counts on `day`. The first question by a basis costs all the changes there are, and one
  // by kCurrent with another `today` those of the organisations that stand elsewhere then.
  RowCounts On(absl::CivilDay day, TreeBasis basis, absl::CivilDay today);

  // The last of the organisation's changes is new. Costs the same however many there are, and a
  // late one the days after it on which the organisation moved.
  void Add(OrganizationRef organization);

  // A doubtful membership was `before` (nullptr: nothing) and is `after`. Costs the same however
  // many there are.
  void Doubt(const MembershipTimeline* before, const MembershipTimeline& after);

  // A version of the organisation, recorded at `recorded`, is new. Costs the changes of those that
  // count elsewhere because of it.
  void Move(OrganizationRef organization, absl::Time recorded);

 private:
  // By day, then row; the last is of those under no row. A day's figure is the sum of the days up
  // to it.
  using Table = std::map<std::int32_t, std::vector<Sum>>;

  std::optional<Table>& Of(TreeBasis basis) { return tables_[static_cast<std::size_t>(basis) - 1]; }
  void PlaceNew();
  void Fold(OrganizationRef organization, absl::Span<const Change> changes, std::int32_t times,
            TreeBasis basis);
  void FoldAll(OrganizationRef organization, std::int32_t times, TreeBasis basis);

  const Organizations* const organizations_;
  const Changes* const changes_;
  const Knowledge knowledge_;
  const RowFinder finder_;
  const std::int64_t known_at_;  // microseconds since 1970
  const std::size_t rows_;
  Changes doubted_;             // of doubtful memberships, as far as they are believed
  std::vector<Places> places_;  // by OrganizationRef
  std::array<std::optional<Table>, 3> tables_;  // by basis; absent: not asked for
  std::int32_t today_ = 0;                      // of the table of kCurrent
  // Of Fold, kept for their room: changes by the day they count from, and what counts at each row.
  std::vector<const Change*> in_order_;
  std::vector<std::pair<std::int32_t, Sum>> there_;
  std::vector<Difference> differences_;  // of Doubt
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_STANDING_H_
