#include "services/reporting/rpc/members_events.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "lib/base/time_proto.h"
#include "lib/feed/errors.h"
#include "mingce/members/events/v1/events.pb.h"

namespace mingce::reporting {
namespace {

namespace wire = members::events::v1;

// The id in "<collection>/<id>". An id is another service's affair (D-1): any text is one.
template <typename IdType>
std::optional<IdType> IdOf(absl::string_view name, absl::string_view collection) {
  if (!absl::ConsumePrefix(&name, collection) || !absl::ConsumePrefix(&name, "/") || name.empty() ||
      absl::StrContains(name, '/')) {
    return std::nullopt;
  }
  return IdType(std::string(name));
}

// When a version holds and since when it is known. Recorded times are of whole microseconds, from
// 1970 on: nothing was recorded before.
std::optional<Dates> DatesOf(const feed::v1::Event& event, const type::Date& effective_on,
                             std::int64_t revision) {
  constexpr std::int64_t kEndOf9999 = 253'402'300'799;
  const std::optional<absl::CivilDay> day = DayOf(effective_on);
  const google::protobuf::Timestamp& recorded = event.recorded_time();
  if (!day.has_value() || revision < 1 || recorded.seconds() <= 0 ||
      recorded.seconds() > kEndOf9999 || recorded.nanos() < 0 || recorded.nanos() > 999'999'999) {
    return std::nullopt;
  }
  return Dates{.day = *day,
               .revision = revision,
               .recorded = absl::FromUnixMicros(absl::ToUnixMicros(TimeOf(recorded)))};
}

// Whether the event is of the type `Data`.
template <typename Data>
bool IsOfType(const feed::v1::Event& event) {
  return event.type() == Data::descriptor()->full_name();
}

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
