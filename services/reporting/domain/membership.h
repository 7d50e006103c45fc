// What is known of one membership, and what it adds to its organisation's counts.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/change.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/knowledge.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// Numbered as the members' events and the store number it.
enum class MembershipState {
  kActive = 1,    // 在册
  kRetained = 2,  // 保留会籍: registered and shown, not counted (D-9)
  kEnded = 3,     // left, expelled or deceased: not in the register any more
};

struct Membership {
  OrganizationRef organization = 0;  // the base union
  MembershipState state = MembershipState::kActive;
  bool complete = false;
  bool verified = false;
  // The day this version holds from. Two versions alike but for it are two: a figure by the tree of
  // the event asks for it.
  absl::CivilDay since = absl::CivilDay();

  friend bool operator==(const Membership&, const Membership&) = default;
};

using MembershipTimeline = history::Timeline<Membership>;

// Memberships of which a version bears a suspect time, so that what they add to counts is another
// to those who believe it.
using Doubtful = absl::flat_hash_map<MemberId, MembershipTimeline>;

bool IsDoubtful(const MembershipTimeline& membership);

// What `knowledge` believes of it, whenever it was recorded.
MembershipTimeline Believed(const MembershipTimeline& membership, const Knowledge& knowledge);

// What the membership adds to the own counts of its organisation. Whether the organisation is open
// is not looked at: that is asked when the figure is, so closing one rewrites no member.
Counts ContributionOf(const Membership& membership);

// A change of one organisation's own counts.
struct Difference {
  absl::Time recorded;               // known from then on
  OrganizationRef organization = 0;  // whose counts
  absl::CivilDay since;              // of the version that counts, or does not any more
  absl::CivilDay from;               // counts on this day and on every later one
  Counts counts;

  friend bool operator==(const Difference&, const Difference&) = default;
};

// Appends what one membership does to counts, `times` over (-1 takes it back). The sum of those
// with `from` not after D and `recorded` not after K is the contribution of On(D, K), for every D
// and K, in whatever order the versions arrived and whichever way the clock went.
void AppendDifferences(const MembershipTimeline& membership, int times,
                       std::vector<Difference>* differences);

// In the form in which they are kept.
Change ChangeOf(const Difference& difference);

// Puts those together that differ in nothing but their counts, and drops what comes to nothing.
void Consolidate(std::vector<Difference>* differences);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_MEMBERSHIP_H_
