#include "services/reporting/rpc/members_events.h"

#include <optional>
#include <utility>

#include "lib/feed/errors.h"
#include "mingce/members/events/v1/events.pb.h"
#include "services/reporting/rpc/event_fields.h"

namespace mingce::reporting {
namespace {

namespace wire = members::events::v1;

std::optional<MembershipState> StateOf(wire::MembershipVersion::State state) {
  switch (state) {
    case wire::MembershipVersion::ACTIVE:
      return MembershipState::kActive;
    case wire::MembershipVersion::RETAINED:
      return MembershipState::kRetained;
    case wire::MembershipVersion::ENDED:
      return MembershipState::kEnded;
    default:
      return std::nullopt;
  }
}

// What the event says; nullopt where its data cannot be read or makes no sense.
template <typename Data>
std::optional<MembershipVersion> ReadVersion(const feed::v1::Event& event) {
  Data data;
  if (!event.data().UnpackTo(&data)) return std::nullopt;
  const wire::MembershipVersion& membership = data.membership();
  std::optional<MemberId> member = IdOf<MemberId>(membership.member(), "members");
  std::optional<OrganizationId> organization =
      IdOf<OrganizationId>(membership.organization(), "organizations");
  const std::optional<MembershipState> state = StateOf(membership.state());
  const std::optional<Dates> dates =
      DatesOf(event, membership.effective_on(), membership.revision());
  if (!member.has_value() || !organization.has_value() || !state.has_value() ||
      !dates.has_value()) {
    return std::nullopt;
  }
  return MembershipVersion{.member = *std::move(member),
                           .organization = *std::move(organization),
                           .state = *state,
                           .complete = membership.complete(),
                           .verified = membership.verified(),
                           .dates = *dates};
}

struct Known {
  bool (*is_of_type)(const feed::v1::Event& event);
  std::optional<MembershipVersion> (*read)(const feed::v1::Event& event);
};

constexpr Known kKnown[] = {
    {IsOfType<wire::MembershipBegan>, ReadVersion<wire::MembershipBegan>},
    {IsOfType<wire::MembershipMoved>, ReadVersion<wire::MembershipMoved>},
    {IsOfType<wire::MembershipRetained>, ReadVersion<wire::MembershipRetained>},
    {IsOfType<wire::MembershipResumed>, ReadVersion<wire::MembershipResumed>},
    {IsOfType<wire::MembershipEnded>, ReadVersion<wire::MembershipEnded>},
    {IsOfType<wire::RecordChanged>, ReadVersion<wire::RecordChanged>},
};

}  // namespace

absl::StatusOr<MembersEvent> MembersEventOf(const feed::v1::Event& event) {
  for (const Known& known : kKnown) {
    if (!known.is_of_type(event)) continue;
    std::optional<MembershipVersion> version = known.read(event);
    if (!version.has_value()) return feed::EventUnreadable(event.type());
    // One of a later revision changes a member who is known, whatever it is called.
    const bool begins = IsOfType<wire::MembershipBegan>(event) && version->dates.revision == 1;
    return MembersEvent{
        .sequence = event.sequence(), .begins = begins, .version = std::move(version)};
  }
  if (!event.skippable()) return feed::EventTypeUnknown(event.type());
  return MembersEvent{.sequence = event.sequence(), .begins = false, .version = std::nullopt};
}

}  // namespace mingce::reporting
