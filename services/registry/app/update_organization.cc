#include "services/registry/app/update_organization.h"

#include <memory>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/occupancy.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/domain/organization_rules.h"

namespace mingce::registry {
namespace {

struct Prepared {
  OrganizationForm form;
  FieldInput fields;
};

absl::StatusOr<Prepared> Prepare(const kv::Reader& reader, const OrganizationUpdate& asked,
                                 const gb::Date& today) {
  Prepared prepared;
  MINGCE_RETURN_IF_ERROR(CheckAliases(asked.add_aliases));
  MINGCE_ASSIGN_OR_RETURN(prepared.form, LoadNewestOrganizationForm(reader));
  MINGCE_ASSIGN_OR_RETURN(prepared.fields, ReadFields(asked.fields, prepared.form, today));
  return prepared;
}

absl::Status Apply(const seal::KeyRing& keys, const Prepared& prepared,
                   const OrganizationUpdate& asked, Organization* organization) {
  ApplyFields(prepared.fields.values, organization);
  AddAliases(asked.add_aliases, organization);
  MINGCE_RETURN_IF_ERROR(ChangeContacts(keys, prepared.fields.contacts, organization));
  if (organization->collected) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(const ContactValues contacts,
                          OpenContacts(keys, organization->id, organization->contacts));
  organization->collected = IsComplete(*organization, contacts.Reveal(), prepared.form);
  return absl::OkStatus();
}

// What the form requires of a collected organisation cannot be taken away again.
absl::Status CheckNothingRequiredIsCleared(const Prepared& prepared) {
  if (!prepared.form.form.has_value()) return absl::OkStatus();
  for (const form::Field& field : prepared.form.form->fields) {
    if (field.requirement != form::Requirement::kRequired) continue;
    for (const FieldValues* given : {&prepared.fields.values, &prepared.fields.contacts.Reveal()}) {
      const auto value = given->find(field.key);
      if (value != given->end() && value->second.empty()) return FieldMissing(field.key);
    }
  }
  return absl::OkStatus();
}

absl::Status Check(const Recording& recording, const Organization& before,
                   const Organization& now) {
  if (now.union_name.empty()) return FieldMissing(kUnionName);
  if (now.union_kind.empty()) return FieldMissing(kUnionKind);
  const std::vector<form::RowFinding> findings =
      CheckOrganization(now, *recording.kinds, recording.today);
  if (const form::RowFinding* error = FirstError(findings)) {
    return FieldRefused(error->field, error->reason, error->message_zh, error->message_en);
  }
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

}  // namespace

void UpdateOrganization(const Register& parts, const Call& call, OrganizationTarget target,
                        OrganizationUpdate asked, Mutation mutation, Done<OrganizationView> done) {
  absl::StatusOr<Prepared> loaded = Prepare(*parts.store, asked, BeijingToday(call.now));
  if (!loaded.ok()) {
    ChangeOrganization(parts, call, std::move(target), std::move(mutation), loaded.status(), {},
                       std::move(done));
    return;
  }
  const auto prepared = std::make_shared<const Prepared>(*std::move(loaded));
  ChangeOrganization(
      parts, call, std::move(target), std::move(mutation), prepared->form,
      [keys = parts.keys, prepared, asked = std::move(asked)](
          const Recording& recording, const Organization& current,
          const gb::Date& day) -> absl::StatusOr<Organization> {
        const auto change = [&](Organization* organization) {
          return Apply(*keys, *prepared, asked, organization);
        };
        if (current.collected) MINGCE_RETURN_IF_ERROR(CheckNothingRequiredIsCleared(*prepared));
        Organization wanted = current;
        MINGCE_RETURN_IF_ERROR(change(&wanted));
        MINGCE_RETURN_IF_ERROR(Check(recording, current, wanted));
        return RecordChange(recording, current, day, change);
      },
      std::move(done));
}

}  // namespace mingce::registry
