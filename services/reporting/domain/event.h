// The events of the two feeds that reporting follows, reduced to what figures need. Each puts a
// version, so it may come again and in any order.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/membership.h"

namespace mingce::reporting {

// When something holds and since when it is known.
struct Dates {
  absl::CivilDay day;               // holds from
  std::int64_t revision = 0;        // of two versions of one day the higher stands
  absl::Time recorded;              // of whole microseconds
  std::uint64_t suspect_since = 0;  // that time is suspect (knowledge.h)

  friend bool operator==(const Dates&, const Dates&) = default;
};

template <typename Value>
history::Version<Value> Dated(const Dates& dates, Value value) {
  return {.day = dates.day,
          .revision = dates.revision,
          .recorded = dates.recorded,
          .suspect_since = dates.suspect_since,
          .value = std::move(value)};
}

struct OrganizationVersion {
  OrganizationId id;
  std::optional<OrganizationId> parent;
  bool closed = false;
  Dates dates;
};

struct CampaignOpened {
  CampaignId id;
  Campaign campaign;
};

struct QuotaPlanSet {
  CampaignId campaign;
  QuotaPlan plan;
  Dates dates;  // its revision is the plan's
};

// From this event on, until the next time, a source's clock was right although it was set back.
struct ClockConfirmed {
  std::string event;    // id
  absl::Time recorded;  // since when that is known
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
  std::uint64_t sequence = 0;  // from 1 without gaps; 0 in a snapshot
  bool begins = false;         // the first that is ever said of this member
  // Absent: an event that may be passed over.
  std::optional<MembershipVersion> version;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
