// The two feeds that reporting follows, and their events, reduced to what figures need. Each puts a
// version, so it may come again and in any order.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/membership.h"

namespace mingce::reporting {

enum class Feed { kRegistry = 0, kMembers = 1 };

inline constexpr std::array<Feed, 2> kFeeds = {Feed::kRegistry, Feed::kMembers};

// The feed's name in keys, logs and metrics. On disk: never changes.
constexpr absl::string_view FeedName(Feed feed) {
  return feed == Feed::kRegistry ? "registry" : "members";
}

// The feed's place in an array of one value a feed.
constexpr std::size_t IndexOf(Feed feed) { return static_cast<std::size_t>(feed); }

// When something holds and since when it is known.
struct Dates {
  absl::CivilDay day;         // holds from
  std::int64_t revision = 0;  // of two versions of one day the higher stands
  absl::Time recorded;        // of whole microseconds

  friend bool operator==(const Dates&, const Dates&) = default;
};

template <typename Value>
history::Version<Value> Dated(const Dates& dates, Value value) {
  return {.day = dates.day,
          .revision = dates.revision,
          .recorded = dates.recorded,
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
