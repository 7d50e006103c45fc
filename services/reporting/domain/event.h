// The events of the two feeds, reduced to what figures need. Each puts a version, so it may come again
// and in any order. Sequences count from 1 without gaps; 0 in a snapshot.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_

#include <cstdint>
#include <optional>
#include <variant>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/membership.h"

namespace mingce::reporting {

// When something holds and since when it is known.
struct Dates {
  absl::CivilDay day;         // holds from
  std::int64_t revision = 0;  // of two versions of one day the higher stands
  absl::Time recorded;        // of whole microseconds

  friend bool operator==(const Dates&, const Dates&) = default;
};

struct OrganizationVersion {
  OrganizationId id;
  std::optional<OrganizationId> parent;
  bool closed = false;
  Dates dates;

  friend bool operator==(const OrganizationVersion&, const OrganizationVersion&) = default;
};

struct CampaignOpened {
  CampaignId id;
  Campaign campaign;
};

struct QuotaPlanSet {
  CampaignId campaign;
  QuotaPlan plan;
  Dates dates;  // its revision is the plan's

  friend bool operator==(const QuotaPlanSet&, const QuotaPlanSet&) = default;
};

// Known, and of no weight for a figure: a form, a code list, a role.
struct NothingToProject {};

using RegistryChange =
    std::variant<OrganizationVersion, CampaignOpened, QuotaPlanSet, NothingToProject>;

struct RegistryEvent {
  std::uint64_t sequence = 0;
  RegistryChange change;
};

struct MembershipVersion {
  MemberId member;
  OrganizationId organization;
  MembershipState state = MembershipState::kActive;
  bool complete = false;
  bool verified = false;
  Dates dates;

  friend bool operator==(const MembershipVersion&, const MembershipVersion&) = default;
};

struct MembersEvent {
  std::uint64_t sequence = 0;
  bool begins = false;  // the first that is ever said of this member
  // Absent: an event that may be passed over.
  std::optional<MembershipVersion> version;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
