#include "services/registry/app/organization_record.h"

#include <string>
#include <utility>
#include <vector>

#include "lib/base/beijing.h"
#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/event_log.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

absl::Time StartOf(const gb::Date& day) {
  return absl::FromCivil(absl::CivilDay(day.year, day.month, day.day), BeijingTimeZone());
}

// Stages `version` changed, valid from `day`, as the organisation's newest revision.
absl::StatusOr<Organization> StageVersion(const Recording& recording, Organization version,
                                          const gb::Date& day, std::int64_t revision,
                                          const Change& change) {
  MINGCE_RETURN_IF_ERROR(change(&version));
  version.valid_from = day;
  version.revision = revision;
  version.recorded = recording.transaction->now();
  PutVersion(version, recording.transaction);
  return version;
}

// A change from a day in the past: every later version has to show it too, or the register would
// forget it on the day of the next version. `before` and nothing staged when it was so already.
absl::StatusOr<Organization> StageInThePast(const Recording& recording, const Organization& before,
                                            const gb::Date& day, const Change& change) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> versions,
                          VersionsOf(*recording.transaction, before.id));
  const Organization* base = versions.empty() ? &before : &versions.front();
  std::vector<const Organization*> later;  // the version in force from each later day on
  for (const Organization& version : versions) {
    if (version.valid_from <= day) {
      base = &version;
    } else if (!later.empty() && later.back()->valid_from == version.valid_from) {
      later.back() = &version;
    } else {
      later.push_back(&version);
    }
  }
  later.insert(later.begin(), base);
  bool changes = false;
  for (const Organization* version : later) {
    Organization changed = *version;
    MINGCE_RETURN_IF_ERROR(change(&changed));
    changes = changes || !SameContent(*version, changed);
  }
  if (!changes) return before;
  later.erase(later.begin());
  const std::int64_t revision = before.revision + 1;
  MINGCE_ASSIGN_OR_RETURN(Organization now, StageVersion(recording, *base, day, revision, change));
  for (const Organization* version : later) {
    MINGCE_ASSIGN_OR_RETURN(
        now, StageVersion(recording, *version, version->valid_from, revision, change));
  }
  return now;
}

}  // namespace

Organization RecordNew(const Recording& recording, Organization organization) {
  organization.revision = 1;
  organization.valid_from = recording.today;
  organization.recorded = recording.transaction->now();
  PutVersion(organization, recording.transaction);
  PutOrganization(std::nullopt, organization, recording.transaction);
  EventLog(recording.transaction, std::string(recording.request_id))
      .OrganizationCreated(organization, *recording.kinds, recording.transaction->now());
  return organization;
}

absl::StatusOr<Organization> RecordChange(const Recording& recording, const Organization& before,
                                          const gb::Date& day, const Change& change) {
  Organization now = before;
  if (day < before.valid_from) {
    MINGCE_ASSIGN_OR_RETURN(now, StageInThePast(recording, before, day, change));
    if (now.revision == before.revision) return before;
  } else {
    MINGCE_RETURN_IF_ERROR(change(&now));
    if (SameContent(before, now)) return before;
    MINGCE_ASSIGN_OR_RETURN(now, StageVersion(recording, before, day, before.revision + 1, change));
  }
  PutOrganization(before, now, recording.transaction);
  const absl::Time since = day == recording.today ? recording.transaction->now() : StartOf(day);
  EventLog(recording.transaction, std::string(recording.request_id))
      .OrganizationChanged(before, now, *recording.kinds, since);
  return now;
}

absl::Status CheckCodesFree(const kv::Reader& reader, const Organization& organization) {
  if (!organization.union_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> holder,
                            FindByUnionCode(reader, organization.union_uscc));
    if (holder.has_value() && holder->id != organization.id) {
      return UsccTaken(kUnionUscc, holder->id.ResourceName());
    }
  }
  if (!organization.unit_uscc.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> holder,
                            FindByUnitCode(reader, organization.unit_uscc));
    // A unit whose union was abolished may found one anew.
    if (holder.has_value() && holder->id != organization.id && !holder->closed) {
      return UsccTaken(kUnitUscc, holder->id.ResourceName());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<gb::Date> EffectiveDay(const std::optional<gb::Date>& asked, const gb::Date& today) {
  if (!asked.has_value()) return today;
  if (!gb::IsDayFrom1900(*asked)) return NoSuchDay("effective_on");
  if (*asked > today) return DayInFuture("effective_on");
  return *asked;
}

gb::Date BeijingToday(absl::Time now) {
  const absl::CivilDay day = BeijingDay(now);
  return {.year = static_cast<int>(day.year()), .month = day.month(), .day = day.day()};
}

}  // namespace mingce::registry
