#include "services/registry/app/change_organization.h"

#include <memory>
#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// A change of a past day is made in every version since then. Of the days on which the organisation
// stood elsewhere it is not the caller's alone.
absl::Status CheckPast(const Recording& recording, const Organization& current,
                       const gb::Date& day) {
  if (day == recording.today || recording.access.MayEverywhere(policy::v1::ORGANIZATION_WRITE)) {
    return absl::OkStatus();
  }
  MINGCE_ASSIGN_OR_RETURN(const auto versions, HistoryOf(*recording.transaction, current.id));
  const auto* first = versions.On(gb::ToCivilDay(day));
  for (const auto& version : versions.versions()) {
    if (first != nullptr && version.day < first->day) continue;
    const std::optional<OrganizationId>& parent = version.value.parent;
    if (parent != current.parent && !(parent.has_value() && recording.MayChange(*parent))) {
      return SuperiorRequired();
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Decide(const OrganizationTarget& target, const Recording& recording,
                                   const DecideChange& decide) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> current,
                          FindOrganization(*recording.transaction, target.id));
  if (!current.has_value()) return OrganizationNotFound();
  if (current->closed) return OrganizationClosed();
  if (target.etag.empty()) return FieldMissing("etag");
  if (target.etag != EtagOf(*current)) return StaleEtag();
  MINGCE_ASSIGN_OR_RETURN(const gb::Date day, EffectiveDay(target.effective_on, recording.today));
  MINGCE_RETURN_IF_ERROR(CheckPast(recording, *current, day));
  MINGCE_ASSIGN_OR_RETURN(const Organization now, decide(recording, *current, day));
  return EncodeAnswer(now);
}

}  // namespace

absl::Status CheckSuperior(const Recording& recording, const Organization& current) {
  if (!current.parent.has_value() || recording.MayChange(*current.parent)) return absl::OkStatus();
  return SuperiorRequired();
}

void ChangeOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        Mutation mutation, absl::StatusOr<OrganizationForm> form,
                        DecideChange decide, Done<OrganizationView> done) {
  const std::string name = target.id.ResourceName();
  Needs needs{
      .permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kThere, .there = target.id};
  SubmitMutation<OrganizationView>(
      parts, call, std::move(mutation), std::move(needs), {.subject = name, .organization = name},
      [today = BeijingToday(call.now), members_known = parts.MembersKnown(),
       authority = parts.authority, identity = call.identity, target = std::move(target),
       form = std::move(form), decide = std::move(decide)](
          ledger::Transaction& transaction, audit::Entry*) -> absl::StatusOr<std::string> {
        if (!form.ok()) return form.status();
        const Recording recording{
            .transaction = &transaction,
            .kinds = &form->kinds,
            .today = today,
            .members_known = members_known,
            .access = authority->AccessOf(identity, BeijingDay(transaction.now()))};
        return Decide(target, recording, decide);
      },
      [keys = parts.keys](absl::string_view answer) -> absl::StatusOr<OrganizationView> {
        MINGCE_ASSIGN_OR_RETURN(Organization now, DecodeOrganizationAnswer(answer));
        return ViewOf(*keys, std::move(now));
      },
      std::move(done));
}

}  // namespace mingce::registry
