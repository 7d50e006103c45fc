#include "services/registry/storage/occupancy_store.h"

#include <optional>
#include <tuple>

#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "mingce/registry/storage/v1/rows.pb.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

absl::Status Count(const OrganizationId& organization, std::int64_t more,
                   ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(const std::int64_t members, MembersOf(*transaction, organization));
  storage::v1::OccupancyRow row;
  row.set_members(members + more);
  if (row.members() < 0) return UnreadableRow(OccupancyKey(organization));
  if (row.members() == 0) {
    transaction->Delete(OccupancyKey(organization));
  } else {
    transaction->Put(OccupancyKey(organization), row.SerializeAsString());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::int64_t> MembersOf(const kv::Reader& reader,
                                       const OrganizationId& organization) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<storage::v1::OccupancyRow> row,
                          FindRow<storage::v1::OccupancyRow>(reader, OccupancyKey(organization)));
  return row.has_value() ? row->members() : 0;
}

absl::Status PutMembership(const MembershipVersion& version, ledger::Transaction* transaction) {
  const std::string key = MembershipKey(version.member);
  MINGCE_ASSIGN_OR_RETURN(const std::optional<storage::v1::MembershipRow> held,
                          FindRow<storage::v1::MembershipRow>(*transaction, key));
  if (held.has_value()) {
    const std::optional<absl::CivilDay> day = DayOf(held->effective_on());
    const std::optional<OrganizationId> organization =
        OrganizationId::FromText(held->organization());
    if (!day.has_value() || !organization.has_value()) return UnreadableRow(key);
    if (std::tuple(*day, held->revision()) >= std::tuple(version.day, version.revision)) {
      return absl::OkStatus();
    }
    if (!held->ended()) MINGCE_RETURN_IF_ERROR(Count(*organization, -1, transaction));
  }
  if (!version.ended) MINGCE_RETURN_IF_ERROR(Count(version.organization, +1, transaction));
  storage::v1::MembershipRow row;
  row.set_organization(version.organization.text());
  row.set_ended(version.ended);
  mingce::SetDate(version.day, row.mutable_effective_on());
  row.set_revision(version.revision);
  transaction->Put(key, row.SerializeAsString());
  return absl::OkStatus();
}

absl::StatusOr<type::Cursor> FindFeedCursor(const kv::Reader& reader, absl::string_view feed) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Cursor> cursor,
                          FindRow<type::Cursor>(reader, FeedCursorKey(feed)));
  return cursor.value_or(type::Cursor());
}

void PutFeedCursor(absl::string_view feed, const type::Cursor& cursor,
                   ledger::Transaction* transaction) {
  transaction->Put(FeedCursorKey(feed), cursor.SerializeAsString());
}

}  // namespace mingce::registry
