#include "services/members/storage/membership_store.h"

#include <optional>
#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/members/storage/v1/rows.pb.h"
#include "services/members/storage/keys.h"

namespace mingce::members {
namespace {

// A version and whose it is.
struct Row {
  MemberId member;
  MembershipVersion version;
};

absl::Status Unreadable() { return absl::DataLossError("a membership's row is not readable"); }

std::string Encode(const MembershipVersion& version, std::uint64_t suspect_since) {
  storage::v1::MembershipRow row;
  row.set_organization(version.value.organization.text());
  row.set_state(static_cast<storage::v1::MembershipRow::State>(version.value.state));
  row.set_complete(version.value.complete);
  row.set_verified(version.value.verified);
  row.set_recorded_micros(absl::ToUnixMicros(version.recorded));
  row.set_time_suspect_since(suspect_since);
  return row.SerializeAsString();
}

absl::StatusOr<Row> Decode(absl::string_view key, absl::string_view value) {
  const std::optional<MembershipPlace> place = MembershipPlaceOfKey(key);
  storage::v1::MembershipRow row;
  if (!place.has_value() || !row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
    return Unreadable();
  }
  const std::optional<OrganizationId> organization = OrganizationId::FromText(row.organization());
  if (!organization.has_value()) return Unreadable();
  return Row{.member = place->member,
             .version = {.day = place->day,
                         .revision = place->revision,
                         .recorded = absl::FromUnixMicros(row.recorded_micros()),
                         .suspect_since = row.time_suspect_since(),
                         .value = {.organization = *organization,
                                   .state = static_cast<MembershipState>(row.state()),
                                   .complete = row.complete(),
                                   .verified = row.verified()}}};
}

template <typename Data>
ledger::NewEvent EventOf(const MemberId& member, const MembershipVersion& version) {
  Data data;
  events::v1::MembershipVersion& proto = *data.mutable_membership();
  proto.set_member(member.ResourceName());
  proto.set_organization(version.value.organization.ResourceName());
  proto.set_state(static_cast<events::v1::MembershipVersion::State>(version.value.state));
  proto.set_complete(version.value.complete);
  proto.set_verified(version.value.verified);
  SetDate(version.day, proto.mutable_effective_on());
  proto.set_revision(version.revision);
  return ledger::EventOf(data, member.ResourceName(), version.day);
}

// What happened follows from the difference.
ledger::NewEvent EventFor(const MemberId& member, const Membership* before,
                          const MembershipVersion& version) {
  const Membership& now = version.value;
  if (before == nullptr) return EventOf<events::v1::MembershipBegan>(member, version);
  if (before->organization != now.organization) {
    return EventOf<events::v1::MembershipMoved>(member, version);
  }
  if (before->state == now.state) return EventOf<events::v1::RecordChanged>(member, version);
  switch (now.state) {
    case MembershipState::kActive:
      return EventOf<events::v1::MembershipResumed>(member, version);
    case MembershipState::kRetained:
      return EventOf<events::v1::MembershipRetained>(member, version);
    case MembershipState::kEnded:
      break;
  }
  return EventOf<events::v1::MembershipEnded>(member, version);
}

// What held when the version's day began; on the first day, what held of it until now.
const Membership* Before(const Memberships& held, const MembershipVersion& version) {
  const MembershipVersion* before = held.On(version.day - 1);
  if (before == nullptr) before = held.On(version.day);
  return before == nullptr ? nullptr : &before->value;
}

// Visits rows from `from` on; `visit` returns whether to go on.
absl::Status Scan(const kv::Reader& reader, absl::string_view prefix, absl::string_view from,
                  absl::FunctionRef<bool(absl::string_view key, Row)> visit) {
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(
      reader.ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view value) {
        absl::StatusOr<Row> row = Decode(key, value);
        bad = row.status();
        return row.ok() && visit(key, *std::move(row));
      }));
  return bad;
}

}  // namespace

void PutMemberships(const MemberId& member, Memberships held,
                    const std::vector<MembershipVersion>& versions,
                    ledger::Transaction* transaction) {
  for (const MembershipVersion& version : versions) {
    transaction->Put(MembershipKey(member, version.day, version.revision),
                     Encode(version, transaction->recorded().suspect_since));
    transaction->AppendEvent(EventFor(member, Before(held, version), version));
    held.Add(version);
  }
}

absl::StatusOr<Memberships> MembershipsOf(const kv::Reader& reader, const MemberId& member) {
  Memberships memberships;
  const std::string prefix = MembershipPrefix(member);
  MINGCE_RETURN_IF_ERROR(Scan(reader, prefix, prefix, [&](absl::string_view, Row row) {
    memberships.Add(std::move(row.version));
    return true;
  }));
  return memberships;
}

absl::Status VisitPublished(const kv::Reader& moment, absl::string_view place,
                            ledger::StateVisitor visit) {
  const std::string prefix = MembershipPrefix();
  std::optional<Row> previous;
  return Scan(moment, prefix, place.empty() ? absl::string_view(prefix) : place,
              [&](absl::string_view key, Row row) {
                const bool same_member = previous.has_value() && previous->member == row.member;
                const bool passed = key == place;  // known already; says what comes after it
                ledger::NewEvent event = EventFor(
                    row.member, same_member ? &previous->version.value : nullptr, row.version);
                const ledger::RecordedTime recorded = {.time = row.version.recorded,
                                                       .suspect_since = row.version.suspect_since};
                previous = std::move(row);
                return passed || visit(key, std::move(event), recorded);
              });
}

}  // namespace mingce::members
