#include "services/reporting/rpc/members_events.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/base/resource_name.h"
#include "lib/base/time_proto.h"
#include "lib/feed/errors.h"
#include "mingce/members/events/v1/events.pb.h"

namespace mingce::reporting {
namespace {

namespace wire = members::events::v1;

// An id is another service's affair (D-1): any text is one.
template <typename IdType>
std::optional<IdType> IdOf(absl::string_view name, absl::string_view collection) {
  std::optional<std::string> id = IdInName(name, collection);
  return id.has_value() ? std::optional(IdType(*std::move(id))) : std::nullopt;
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
               .recorded = absl::FromUnixMicros(absl::ToUnixMicros(TimeOf(recorded))),
               .suspect_since = event.time_suspect_since()};
}

// What `membership` says; nullopt where it makes no sense.
std::optional<MembershipVersion> Read(const wire::MembershipVersion& membership,
                                      const feed::v1::Event& event) {
  std::optional<MemberId> member = IdOf<MemberId>(membership.member(), kMembers);
  std::optional<OrganizationId> organization =
      IdOf<OrganizationId>(membership.organization(), kOrganizations);
  const std::optional<Dates> dates =
      DatesOf(event, membership.effective_on(), membership.revision());
  if (!member.has_value() || !organization.has_value() || !dates.has_value() ||
      membership.state() < wire::MembershipVersion::ACTIVE ||
      membership.state() > wire::MembershipVersion::ENDED) {
    return std::nullopt;
  }
  return MembershipVersion{.member = *std::move(member),
                           .organization = *std::move(organization),
                           .state = static_cast<MembershipState>(membership.state()),
                           .complete = membership.complete(),
                           .verified = membership.verified(),
                           .dates = *dates};
}

// Whether the event is of the type `Data`; then `*version` is what it says.
template <typename Data>
bool Take(const feed::v1::Event& event, std::optional<MembershipVersion>* version) {
  if (event.type() != Data::descriptor()->full_name()) return false;
  Data data;
  if (event.data().UnpackTo(&data)) *version = Read(data.membership(), event);
  return true;
}

}  // namespace

absl::StatusOr<MembersEvent> MembersEventOf(const feed::v1::Event& event) {
  MembersEvent read{.sequence = event.sequence(), .begins = false, .version = std::nullopt};
  const bool began = Take<wire::MembershipBegan>(event, &read.version);
  const bool known = began || Take<wire::MembershipMoved>(event, &read.version) ||
                     Take<wire::MembershipRetained>(event, &read.version) ||
                     Take<wire::MembershipResumed>(event, &read.version) ||
                     Take<wire::MembershipEnded>(event, &read.version) ||
                     Take<wire::RecordChanged>(event, &read.version);
  if (!known && event.skippable()) return read;
  if (!known) return feed::EventTypeUnknown(event.type());
  if (!read.version.has_value()) return feed::EventUnreadable(event.type());
  // One of a later revision changes a member who is known, whatever it is called.
  read.begins = began && read.version->dates.revision == 1;
  return read;
}

}  // namespace mingce::reporting
