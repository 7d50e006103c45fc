#include "services/registry/app/change_organization.h"

#include <functional>
#include <memory>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/occupancy.h"
#include "services/registry/app/organization_form.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/app/request_fields.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// Runs on the ledger's thread: the rule of the verb. `current` is open and what the caller read;
// `day` is when the change holds. Returns the organisation as staged.
using DecideChange = std::function<absl::StatusOr<Organization>(
    const Recording& recording, const Organization& current, const gb::Date& day)>;

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

absl::StatusOr<Organization> Decide(const OrganizationTarget& target, const Recording& recording,
                                    const DecideChange& decide) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> current,
                          FindOrganization(*recording.transaction, target.id));
  if (!current.has_value()) return OrganizationNotFound();
  if (current->closed) return OrganizationClosed();
  if (target.etag.empty()) return FieldMissing("etag");
  if (target.etag != EtagOf(*current)) return StaleEtag();
  MINGCE_ASSIGN_OR_RETURN(const gb::Date day, EffectiveDay(target.effective_on, recording.today));
  MINGCE_RETURN_IF_ERROR(CheckPast(recording, *current, day));
  return decide(recording, *current, day);
}

// Submits the change. Errors: also those of `form` if it could not be loaded, and of `decide`.
void SubmitChange(const Register& parts, const Call& call, OrganizationTarget target,
                  Mutation mutation, absl::StatusOr<OrganizationForm> form, DecideChange decide,
                  Done<OrganizationView> done) {
  const std::string name = target.id.ResourceName();
  Needs needs{
      .permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kThere, .there = target.id};
  SubmitMutation<Organization, OrganizationView>(
      parts, call, std::move(mutation), std::move(needs), {.subject = name, .organization = name},
      [target = std::move(target), form = std::move(form),
       decide = std::move(decide)](const Decision& decision) -> absl::StatusOr<Organization> {
        if (!form.ok()) return form.status();
        return Decide(target, RecordingFor(decision, form->kinds), decide);
      },
      [keys = parts.keys](Organization now) { return ViewOf(*keys, std::move(now)); },
      std::move(done));
}

// Whether the caller may change what `current` stands below too, as one must to take it away from
// there: OK or SUPERIOR_REQUIRED.
absl::Status CheckSuperior(const Recording& recording, const Organization& current) {
  if (!current.parent.has_value() || recording.MayChange(*current.parent)) return absl::OkStatus();
  return SuperiorRequired();
}

absl::Status Apply(const seal::KeyRing& keys, const FormInput& input,
                   const OrganizationUpdate& asked, Organization* organization) {
  ApplyFields(input.fields.values, organization);
  AddAliases(asked.add_aliases, organization);
  MINGCE_RETURN_IF_ERROR(ChangeContacts(keys, input.fields.contacts, organization));
  if (organization->collected) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const ContactValues contacts,
                          OpenContacts(keys, organization->id, organization->contacts));
  organization->collected = IsComplete(*organization, contacts.Reveal(), input.form);
  return absl::OkStatus();
}

// What the form requires of a collected organisation cannot be taken away again.
absl::Status CheckNothingRequiredIsCleared(const FormInput& input) {
  if (!input.form.form.has_value()) return absl::OkStatus();
  for (const form::Field& field : input.form.form->fields) {
    if (field.requirement != form::Requirement::kRequired) continue;
    for (const FieldValues* given : {&input.fields.values, &input.fields.contacts.Reveal()}) {
      const auto value = given->find(field.key);
      if (value != given->end() && value->second.empty()) return FieldMissing(field.key);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckUpdate(const Recording& recording, const Organization& before,
                         const Organization& now) {
  if (now.union_name.empty()) return FieldMissing(kUnionName);
  if (now.union_kind.empty()) return FieldMissing(kUnionKind);
  MINGCE_RETURN_IF_ERROR(FirstRefusal(CheckOrganization(now, *recording.kinds, recording.today)));
  MINGCE_RETURN_IF_ERROR(CheckCodesFree(recording, now));
  if (now.union_kind == before.union_kind) return absl::OkStatus();
  if (TakesMembersAway(*recording.kinds, before, now)) {
    MINGCE_ASSIGN_OR_RETURN(const Occupancy occupancy, OccupancyOf(recording, before));
    MINGCE_RETURN_IF_ERROR(OccupancyRefused(occupancy));
  }
  if (!now.parent.has_value()) return TreeRefused(TreeFault::kKindNotAllowed);  // the county stays
  MINGCE_ASSIGN_OR_RETURN(const TreeFault fault,
                          FindKindFault(*recording.transaction, *recording.kinds, now));
  return TreeRefused(fault);
}

absl::StatusOr<Organization> DecideClosing(const Recording& recording, const RegisterState& state,
                                           const Organization& current, const gb::Date& day,
                                           const std::string& document) {
  MINGCE_ASSIGN_OR_RETURN(const std::string number, DocumentNumber("approval_document", document));
  MINGCE_RETURN_IF_ERROR(CheckSuperior(recording, current));
  if (HasOpenChildren(state, current.id)) return OrganizationHasChildren();
  MINGCE_ASSIGN_OR_RETURN(const Occupancy occupancy, OccupancyOf(recording, current));
  MINGCE_RETURN_IF_ERROR(OccupancyRefused(occupancy));
  return RecordChange(recording, current, day, [&](Organization* organization) {
    organization->closed = true;
    organization->closing_document = number;
    return absl::OkStatus();
  });
}

}  // namespace

void UpdateOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        OrganizationUpdate asked, Mutation mutation, Done<OrganizationView> done) {
  absl::StatusOr<FormInput> loaded =
      ReadInput(*parts.store, asked.fields, asked.add_aliases, BeijingToday(call.now));
  if (!loaded.ok()) {
    SubmitChange(parts, call, std::move(target), std::move(mutation), loaded.status(), {},
                 std::move(done));
    return;
  }
  const auto input = std::make_shared<const FormInput>(*std::move(loaded));
  SubmitChange(
      parts, call, std::move(target), std::move(mutation), input->form,
      [keys = parts.keys, input, asked = std::move(asked)](
          const Recording& recording, const Organization& current,
          const gb::Date& day) -> absl::StatusOr<Organization> {
        const auto change = [&](Organization* organization) {
          return Apply(*keys, *input, asked, organization);
        };
        if (current.collected) MINGCE_RETURN_IF_ERROR(CheckNothingRequiredIsCleared(*input));
        Organization wanted = current;
        MINGCE_RETURN_IF_ERROR(change(&wanted));
        MINGCE_RETURN_IF_ERROR(CheckUpdate(recording, current, wanted));
        return RecordChange(recording, current, day, change);
      },
      std::move(done));
}

void MoveOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                      OrganizationId parent, Mutation mutation, Done<OrganizationView> done) {
  SubmitChange(
      parts, call, std::move(target), std::move(mutation), LoadNewestOrganizationForm(*parts.store),
      [living = parts.living, parent = std::move(parent)](
          const Recording& recording, const Organization& current,
          const gb::Date& day) -> absl::StatusOr<Organization> {
        MINGCE_RETURN_IF_ERROR(
            CheckNeeds(recording.access, {.permission = policy::v1::ORGANIZATION_WRITE,
                                          .where = Needs::kThere,
                                          .there = parent}));
        MINGCE_RETURN_IF_ERROR(CheckSuperior(recording, current));
        Organization moved = current;
        moved.parent = parent;
        MINGCE_RETURN_IF_ERROR(CheckTree(*recording.transaction, *recording.kinds, moved,
                                         HeightOf(living->Decided(), current.id)));
        return RecordChange(recording, current, day, [&](Organization* organization) {
          organization->parent = parent;
          return absl::OkStatus();
        });
      },
      std::move(done));
}

void CloseOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                       std::string approval_document, Mutation mutation,
                       Done<OrganizationView> done) {
  SubmitChange(
      parts, call, std::move(target), std::move(mutation), LoadNewestOrganizationForm(*parts.store),
      [living = parts.living, document = std::move(approval_document)](
          const Recording& recording, const Organization& current, const gb::Date& day) {
        return DecideClosing(recording, living->Decided(), current, day, document);
      },
      std::move(done));
}

}  // namespace mingce::registry
