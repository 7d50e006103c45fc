#include "services/registry/rpc/members_feed.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/feed/errors.h"
#include "mingce/members/events/v1/events.pb.h"
#include "services/registry/app/occupancy.h"
#include "services/registry/rpc/convert.h"

namespace mingce::registry {
namespace {

namespace roll = members::events::v1;

// Whether the event is a `Data`; then `*membership` is the version it carries.
template <typename Data>
bool Take(const feed::v1::Event& event, std::optional<roll::MembershipVersion>* membership) {
  if (!event.data().Is<Data>()) return false;
  Data data;
  if (event.data().UnpackTo(&data)) *membership = data.membership();
  return true;
}

}  // namespace

absl::StatusOr<std::optional<MembershipVersion>> MembershipOf(const feed::v1::Event& event) {
  std::optional<roll::MembershipVersion> data;
  const bool known =
      Take<roll::MembershipBegan>(event, &data) || Take<roll::MembershipMoved>(event, &data) ||
      Take<roll::MembershipRetained>(event, &data) || Take<roll::MembershipResumed>(event, &data) ||
      Take<roll::MembershipEnded>(event, &data) || Take<roll::RecordChanged>(event, &data);
  if (!known && event.skippable()) return std::nullopt;
  if (!known) return feed::EventTypeUnknown(event.type());
  if (!data.has_value()) return feed::EventUnreadable(event.type());
  std::optional<std::string> member = IdInName(data->member(), kMembers);
  const absl::StatusOr<OrganizationId> organization = OrganizationIdFromName(data->organization());
  const std::optional<absl::CivilDay> day = DayOf(data->effective_on());
  if (!member.has_value() || !organization.ok() || !day.has_value()) {
    return feed::EventUnreadable(event.type());
  }
  return MembershipVersion{.member = *std::move(member),
                           .organization = *organization,
                           .ended = data->state() == roll::MembershipVersion::ENDED,
                           .day = *day,
                           .revision = data->revision()};
}

feed::Follower::Apply ApplyMembersTo(ledger::Ledger* ledger) {
  return [ledger](const feed::Portion& portion) -> absl::Status {
    std::vector<MembershipVersion> versions;
    for (const feed::v1::Event* event : portion.events) {
      MINGCE_ASSIGN_OR_RETURN(std::optional<MembershipVersion> version, MembershipOf(*event));
      if (version.has_value()) versions.push_back(*std::move(version));
    }
    return ApplyMemberships(ledger, versions, portion.cursor);
  };
}

bool IsFresh(const feed::FeedState& state, absl::Duration silence) {
  return state.caught_up() &&
         std::chrono::steady_clock::now() - state.answered <= absl::ToChronoNanoseconds(silence);
}

}  // namespace mingce::registry
