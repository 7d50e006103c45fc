#include "services/registry/app/publish_form.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/form/well_known.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/organization.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

// What the registry reads out of an organisation by its own name has to be checked by the form.
struct KnownType {
  absl::string_view key;
  form::FieldType type;
};
constexpr KnownType kKnownTypes[] = {
    {kUnionName, form::FieldType::kText},
    {kUnionShortName, form::FieldType::kText},
    {kAliases, form::FieldType::kText},
    {kUnitName, form::FieldType::kText},
    {kUnionKind, form::FieldType::kCode},
    {kUnionUscc, form::FieldType::kUnionUscc},
    {kUnionUsccAbsentReason, form::FieldType::kCode},
    {kUnitUscc, form::FieldType::kUnitUscc},
    {kUnitUsccAbsentReason, form::FieldType::kCode},
    {kEstablishedOn, form::FieldType::kDate},
    {kParentUnion, form::FieldType::kOrganization},
};

absl::Status CheckForm(const kv::Reader& reader, const type::Form& proto) {
  MINGCE_ASSIGN_OR_RETURN(const form::Form form, form::FormFromProto(proto));
  if (proto.subject() == type::Form::SUBJECT_UNSPECIFIED) return WrongFieldType("subject");
  for (const form::Field& field : form.fields) {
    for (const std::string& id : field.CodeLists()) {
      MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> list, FindCodeList(reader, id));
      if (!list.has_value()) return CodeListNotPublished(id);
    }
  }
  if (proto.subject() != type::Form::ORGANIZATION) return absl::OkStatus();
  for (const KnownType& known : kKnownTypes) {
    const std::optional<std::size_t> index = form.IndexOf(known.key);
    if (index.has_value() && form.fields[*index].type != known.type) {
      return WrongFieldType(known.key);
    }
  }
  for (const form::WellKnownCode& known : form::kWellKnownCodes) {
    const std::optional<std::size_t> index = form.IndexOf(known.field);
    if (!index.has_value()) continue;
    MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> list,
                            FindCodeList(reader, form.fields[*index].code_list));
    const bool there = list.has_value() && std::any_of(list->values().begin(), list->values().end(),
                                                       [&](const type::CodeValue& v) {
                                                         return v.code() == known.code;
                                                       });
    if (!there) return ListLacksCode(known.field, known.code);
  }
  // Without these the register could not say what an organisation is or what it may do.
  for (const absl::string_view key : {kUnionName, kUnionKind}) {
    if (!form.IndexOf(key).has_value()) return FormLacksField(key);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Decide(ledger::Transaction& transaction, const std::string& id,
                                   const type::Form& form) {
  const std::string bytes = form.SerializeAsString();  // no maps: equal forms, equal bytes
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> published, FindForm(transaction, id));
  if (published.has_value()) {
    if (published->SerializeAsString() != bytes) return FormExists();
    return bytes;
  }
  MINGCE_RETURN_IF_ERROR(CheckForm(transaction, form));
  PutForm(id, form, transaction.next_event_sequence(), &transaction);
  transaction.AppendEvent(FormPublished(form));
  return bytes;
}

}  // namespace

void PublishForm(const Register& parts, const Call& call, std::string id, type::Form form,
                 Mutation mutation, Done<type::Form> done) {
  AuditSubject about{.subject = form.name(), .organization = ""};
  SubmitMutation<type::Form>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [id = std::move(id), form = std::move(form)](ledger::Transaction& transaction,
                                                   audit::Entry*) {
        return Decide(transaction, id, form);
      },
      [](absl::string_view answer) -> absl::StatusOr<type::Form> {
        type::Form published;
        if (!published.ParseFromString(std::string(answer))) return UnreadableRow("request");
        return published;
      },
      std::move(done));
}

}  // namespace mingce::registry
