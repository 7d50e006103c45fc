#include "services/registry/app/organization_record.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "lib/history/timeline.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"
#include "services/registry/storage/published.h"

namespace mingce::registry {
namespace {

using Versions = history::Timeline<Organization>;

// Stages one version of a change, and its event. `before` is what held on its day until now.
void StageVersion(const Recording& recording, const Organization& before,
                  history::Version<Organization>* staged) {
  Organization& version = staged->value;
  version.valid_from = gb::FromCivilDay(staged->day);
  version.revision = staged->revision;
  version.recorded = staged->recorded;
  version.suspect_since = recording.transaction->recorded().suspect_since;
  version.may_own_members = recording.kinds->MayOwnMembers(version.union_kind);
  PutVersion(version, recording.transaction);
  recording.transaction->AppendEvent(OrganizationChanged(before, version));
}

absl::Status Taken(const Recording& recording, absl::string_view field,
                   const Organization& holder) {
  return UsccTaken(field, recording.MayChange(holder.id) ? holder.id.ResourceName() : "");
}

}  // namespace

bool Recording::MayChange(const OrganizationId& organization) const {
  return access.May(policy::v1::ORGANIZATION_WRITE, organization.text());
}

Recording RecordingFor(const Decision& decision, const UnionKinds& kinds) {
  return {.transaction = decision.transaction,
          .kinds = &kinds,
          .today = decision.today,
          .members_known = decision.members_known,
          .access = decision.access};
}

Organization RecordNew(const Recording& recording, Organization organization) {
  organization.revision = 1;
  organization.valid_from = recording.today;
  organization.recorded = recording.transaction->now();
  organization.suspect_since = recording.transaction->recorded().suspect_since;
  organization.may_own_members = recording.kinds->MayOwnMembers(organization.union_kind);
  PutVersion(organization, recording.transaction);
  PutOrganization(std::nullopt, organization, recording.transaction);
  recording.transaction->AppendEvent(OrganizationCreated(organization));
  return organization;
}

absl::StatusOr<Organization> RecordChange(const Recording& recording, const Organization& before,
                                          const gb::Date& day, const Change& change) {
  MINGCE_ASSIGN_OR_RETURN(Versions versions, HistoryOf(*recording.transaction, before.id));
  MINGCE_ASSIGN_OR_RETURN(
      std::vector<history::Version<Organization>> staged,
      versions.StageFrom(gb::ToCivilDay(day), recording.transaction->now(), change));
  if (staged.empty()) return before;
  for (history::Version<Organization>& version : staged) {
    const history::Version<Organization>* held = versions.On(version.day);
    StageVersion(recording, held == nullptr ? versions.First()->value : held->value, &version);
  }
  for (history::Version<Organization>& version : staged) versions.Add(std::move(version));
  // No version holds from a later day than today, so the last one is the one that holds now.
  const Organization now = versions.versions().back().value;
  PutOrganization(before, now, recording.transaction);
  return now;
}

absl::Status CheckCodesFree(const Recording& recording, const Organization& organization) {
  const kv::Reader& reader = *recording.transaction;
  if (!organization.union_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> holder,
                            FindByUnionCode(reader, organization.union_uscc));
    if (holder.has_value() && holder->id != organization.id) {
      return Taken(recording, kUnionUscc, *holder);
    }
  }
  if (!organization.unit_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> holder,
                            FindByUnitCode(reader, organization.unit_uscc));
    // A unit whose union was abolished may found one anew.
    if (holder.has_value() && holder->id != organization.id && !holder->closed) {
      return Taken(recording, kUnitUscc, *holder);
    }
  }
  return absl::OkStatus();
}

}  // namespace mingce::registry
