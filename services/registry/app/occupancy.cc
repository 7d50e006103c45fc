#include "services/registry/app/occupancy.h"

#include <cstdint>
#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::Status ApplyMemberships(ledger::Ledger* ledger,
                              const std::vector<MembershipVersion>& versions,
                              const type::Cursor* cursor) {
  ledger::Command command;
  command.weight = static_cast<std::uint32_t>(versions.size());
  command.decide = [&versions, cursor](ledger::Transaction& transaction,
                                       audit::Entry*) -> absl::StatusOr<std::string> {
    for (const MembershipVersion& version : versions) {
      MINGCE_RETURN_IF_ERROR(PutMembership(version, &transaction));
    }
    if (cursor != nullptr) PutFeedCursor(kMembersFeed, *cursor, &transaction);
    return std::string();
  };
  return ledger->SubmitAndWait(std::move(command)).status();
}

absl::StatusOr<Occupancy> OccupancyOf(const Recording& recording,
                                      const Organization& organization) {
  MINGCE_ASSIGN_OR_RETURN(const std::int64_t members,
                          MembersOf(*recording.transaction, organization.id));
  if (members > 0) return Occupancy::kMembers;
  const bool may_have_members =
      organization.may_own_members || recording.kinds->MayOwnMembers(organization.union_kind);
  return may_have_members && !recording.members_known ? Occupancy::kUnknown : Occupancy::kNobody;
}

bool TakesMembersAway(const UnionKinds& kinds, const Organization& before,
                      const Organization& now) {
  return (before.may_own_members || kinds.MayOwnMembers(before.union_kind)) &&
         !now.union_kind.empty() && !kinds.MayOwnMembers(now.union_kind);
}

absl::Status OccupancyRefused(Occupancy occupancy) {
  switch (occupancy) {
    case Occupancy::kNobody:
      return absl::OkStatus();
    case Occupancy::kMembers:
      return OrganizationHasMembers();
    case Occupancy::kUnknown:
      return MembersUnknown();
  }
  return absl::InternalError("an occupancy without an error");
}

}  // namespace mingce::registry
