#include "services/registry/app/create_organization.h"

#include <utility>

#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/form/well_known.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/organization_form.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/domain/import_match.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// The county federation is the root: nothing stands before it, and nothing like it beside it.
absl::Status CompleteCounty(const kv::Reader& reader, const UnionKinds& kinds,
                            Organization* county) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<OrganizationId> roots,
                          ChildrenOf(reader, std::nullopt));
  if (roots.empty() && !kinds.Known(county->union_kind)) {
    return FieldRefused(
        kUnionKind, "CODE_NOT_IN_LIST", "工会组织类型不在已发布的代码表中，请先发布代码表和表单",
        "union_kind is of no published code list; publish the lists and the form first");
  }
  if (!roots.empty() || !kinds.IsCounty(county->union_kind)) return FieldMissing("parent");
  if (county->unit_uscc.empty() && county->unit_uscc_absent_reason.empty()) {
    county->unit_uscc_absent_reason = std::string(form::kOtherReason);
  }
  if (county->union_uscc.empty() && county->union_uscc_absent_reason.empty()) {
    county->union_uscc_absent_reason = std::string(form::kCodedAsMassOrganization);
  }
  return absl::OkStatus();
}

// The same command given twice, each time with a request id of its own, must not make two unions,
// nor one beside a unit that a plan has named. A code tells a union from a collected one of its
// name.
absl::Status CheckNotThere(const kv::Reader& reader, const Organization& organization) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> bearers,
                          BearersOf(reader, organization.parent, organization.union_name));
  for (const Organization& bearer : bearers) {
    const bool has_code = !organization.union_uscc.empty() || !organization.unit_uscc.empty();
    const bool told_apart = bearer.collected && has_code;
    if (MayBeTheSame(organization, bearer) && !told_apart) {
      return OrganizationExists(bearer.id.ResourceName());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Organization> Decide(const seal::KeyRing& keys, const FormInput& input,
                                    const NewOrganization& asked, const Recording& recording) {
  const kv::Reader& reader = *recording.transaction;
  Organization organization(*OrganizationId::FromText(NewOpaqueId()), asked.parent);
  ApplyFields(input.fields.values, &organization);
  AddAliases(asked.aliases, &organization);
  // Made by call or by workbook, it is in the register when its form is there (the notice,
  // 二(二)1).
  organization.collected = !asked.parent.has_value() ||
                           IsComplete(organization, input.fields.contacts.Reveal(), input.form);
  MINGCE_RETURN_IF_ERROR(ChangeContacts(keys, input.fields.contacts, &organization));
  if (organization.union_name.empty()) return FieldMissing(kUnionName);
  if (organization.union_kind.empty()) return FieldMissing(kUnionKind);
  if (!asked.parent.has_value())
    MINGCE_RETURN_IF_ERROR(CompleteCounty(reader, input.form.kinds, &organization));
  MINGCE_RETURN_IF_ERROR(
      FirstRefusal(CheckOrganization(organization, input.form.kinds, recording.today)));
  MINGCE_RETURN_IF_ERROR(CheckTree(reader, input.form.kinds, organization, /*height=*/1));
  MINGCE_RETURN_IF_ERROR(CheckCodesFree(recording, organization));
  MINGCE_RETURN_IF_ERROR(CheckNotThere(reader, organization));
  return RecordNew(recording, std::move(organization));
}

}  // namespace

void CreateOrganization(const Register& parts, const Call& call, NewOrganization asked,
                        Mutation mutation, Done<OrganizationView> done) {
  absl::StatusOr<FormInput> input =
      ReadInput(*parts.store, asked.fields, asked.aliases, BeijingToday(call.now));
  AuditSubject about;
  if (asked.parent.has_value()) about.organization = asked.parent->ResourceName();
  Needs needs{
      .permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kThere, .there = asked.parent};
  const bool dry_run = mutation.validate_only;
  SubmitMutation<Organization, OrganizationView>(
      parts, call, std::move(mutation), std::move(needs), std::move(about),
      [keys = parts.keys, asked = std::move(asked),
       input = std::move(input)](const Decision& decision) -> absl::StatusOr<Organization> {
        if (!input.ok()) return input.status();
        MINGCE_ASSIGN_OR_RETURN(
            Organization made,
            Decide(*keys, *input, asked, RecordingFor(decision, input->form.kinds)));
        if (!decision.validate_only) decision.entry->subject = made.id.ResourceName();
        return made;
      },
      [keys = parts.keys, dry_run](Organization made) -> absl::StatusOr<OrganizationView> {
        MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOf(*keys, std::move(made)));
        view.registered = !dry_run;
        return view;
      },
      std::move(done));
}

}  // namespace mingce::registry
