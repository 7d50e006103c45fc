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
#include "services/registry/storage/answers.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// What was found out on the worker, before the writer decides.
struct Prepared {
  OrganizationForm form;
  FieldInput fields;
};

absl::StatusOr<Prepared> Prepare(const kv::Reader& reader, const NewOrganization& asked,
                                 const gb::Date& today) {
  Prepared prepared;
  MINGCE_RETURN_IF_ERROR(CheckAliases(asked.aliases));
  MINGCE_ASSIGN_OR_RETURN(prepared.form, LoadNewestOrganizationForm(reader));
  MINGCE_ASSIGN_OR_RETURN(prepared.fields, ReadFields(asked.fields, prepared.form, today));
  return prepared;
}

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

absl::StatusOr<Organization> Decide(const Register& parts, const Prepared& prepared,
                                    const NewOrganization& asked, const Recording& recording) {
  const kv::Reader& reader = *recording.transaction;
  Organization organization(*OrganizationId::FromText(NewOpaqueId()), asked.parent);
  ApplyFields(prepared.fields.values, &organization);
  AddAliases(asked.aliases, &organization);
  // Made by call or by workbook, it is in the register when its form is there (the notice,
  // 二(二)1).
  organization.collected =
      !asked.parent.has_value() ||
      IsComplete(organization, prepared.fields.contacts.Reveal(), prepared.form);
  MINGCE_RETURN_IF_ERROR(ChangeContacts(*parts.keys, prepared.fields.contacts, &organization));
  if (organization.union_name.empty()) return FieldMissing(kUnionName);
  if (organization.union_kind.empty()) return FieldMissing(kUnionKind);
  if (!asked.parent.has_value())
    MINGCE_RETURN_IF_ERROR(CompleteCounty(reader, prepared.form.kinds, &organization));
  const std::vector<form::RowFinding> findings =
      CheckOrganization(organization, prepared.form.kinds, recording.today);
  if (const form::RowFinding* error = FirstError(findings)) {
    return FieldRefused(error->field, error->reason, error->message_zh, error->message_en);
  }
  MINGCE_RETURN_IF_ERROR(CheckTree(reader, prepared.form.kinds, organization, /*height=*/1));
  MINGCE_RETURN_IF_ERROR(CheckCodesFree(recording, organization));
  MINGCE_RETURN_IF_ERROR(CheckNotThere(reader, organization));
  return RecordNew(recording, std::move(organization));
}

}  // namespace

void CreateOrganization(const Register& parts, const Call& call, NewOrganization asked,
                        Mutation mutation, Done<OrganizationView> done) {
  const gb::Date today = BeijingToday(call.now);
  absl::StatusOr<Prepared> prepared = Prepare(*parts.store, asked, today);
  const bool dry_run = mutation.validate_only;
  AuditSubject about;
  if (asked.parent.has_value()) about.organization = asked.parent->ResourceName();
  Needs needs{
      .permission = policy::v1::ORGANIZATION_WRITE, .where = Needs::kThere, .there = asked.parent};
  SubmitMutation<OrganizationView>(
      parts, call, std::move(mutation), std::move(needs), std::move(about),
      [parts, identity = call.identity, today, dry_run, asked = std::move(asked),
       prepared = std::move(prepared)](ledger::Transaction& transaction,
                                       audit::Entry* entry) -> absl::StatusOr<std::string> {
        if (!prepared.ok()) return prepared.status();
        const Recording recording{
            .transaction = &transaction,
            .kinds = &prepared->form.kinds,
            .today = today,
            .access = parts.authority->AccessOf(identity, BeijingDay(transaction.now()))};
        MINGCE_ASSIGN_OR_RETURN(const Organization made,
                                Decide(parts, *prepared, asked, recording));
        if (entry != nullptr && !dry_run) entry->subject = made.id.ResourceName();
        return EncodeAnswer(made);
      },
      [keys = parts.keys, dry_run](absl::string_view answer) -> absl::StatusOr<OrganizationView> {
        MINGCE_ASSIGN_OR_RETURN(Organization made, DecodeOrganizationAnswer(answer));
        MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOf(*keys, std::move(made)));
        view.registered = !dry_run;
        return view;
      },
      std::move(done));
}

}  // namespace mingce::registry
