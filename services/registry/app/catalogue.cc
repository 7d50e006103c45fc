#include "services/registry/app/catalogue.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/form/well_known.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/organization.h"
#include "services/registry/storage/catalogue_store.h"
#include "services/registry/storage/published.h"

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

// Not by their bytes: those of a map have no order.
bool SameContent(const type::CodeValue& a, const type::CodeValue& b) {
  const auto texts = [](const type::CodeValue& value) {
    std::vector<std::string> all = {value.code(), value.label()};
    all.insert(all.end(), value.aliases().begin(), value.aliases().end());
    return all;
  };
  const auto attributes = [](const type::CodeValue& value) {
    return std::map<std::string, std::string>(value.attributes().begin(), value.attributes().end());
  };
  return texts(a) == texts(b) && attributes(a) == attributes(b) && a.selectable() == b.selectable();
}

bool SameContent(const type::CodeList& a, const type::CodeList& b) {
  if (a.name() != b.name() || a.title() != b.title() || a.values_size() != b.values_size()) {
    return false;
  }
  for (int i = 0; i < a.values_size(); ++i) {
    if (!SameContent(a.values(i), b.values(i))) return false;
  }
  return true;
}

absl::StatusOr<type::Form> Decide(ledger::Transaction* transaction, const std::string& id,
                                  const type::Form& form) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> published, FindForm(*transaction, id));
  if (published.has_value()) {
    // No maps: equal forms, equal bytes.
    if (published->SerializeAsString() != form.SerializeAsString()) return FormExists();
    return form;
  }
  MINGCE_RETURN_IF_ERROR(CheckForm(*transaction, form));
  PutForm(id, form, transaction->next_event_sequence(), transaction);
  transaction->AppendEvent(FormPublished(form));
  return form;
}

absl::StatusOr<type::CodeList> Decide(ledger::Transaction* transaction, const std::string& id,
                                      const type::CodeList& list) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> published,
                          FindCodeList(*transaction, id));
  if (published.has_value()) {
    if (!SameContent(*published, list)) return CodeListExists();
    return *published;
  }
  MINGCE_RETURN_IF_ERROR(form::CodeListFromProto(list).status());
  PutCodeList(id, list, transaction);
  transaction->AppendEvent(CodeListPublished(list));
  return list;
}

template <typename Message>
void Publish(const Register& parts, const Call& call, std::string id, Message message,
             Mutation mutation, Done<Message> done) {
  AuditSubject about{.subject = message.name(), .organization = ""};
  SubmitMutation<Message>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [id = std::move(id), message = std::move(message)](const Decision& decision) {
        return Decide(decision.transaction, id, message);
      },
      std::move(done));
}

}  // namespace

void PublishForm(const Register& parts, const Call& call, std::string id, type::Form form,
                 Mutation mutation, Done<type::Form> done) {
  Publish(parts, call, std::move(id), std::move(form), std::move(mutation), std::move(done));
}

absl::StatusOr<type::Form> GetForm(const Register& parts, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<type::Form> form, FindForm(*parts.store, id));
  if (!form.has_value()) return FormNotFound();
  return *std::move(form);
}

void PublishCodeList(const Register& parts, const Call& call, std::string id, type::CodeList list,
                     Mutation mutation, Done<type::CodeList> done) {
  Publish(parts, call, std::move(id), std::move(list), std::move(mutation), std::move(done));
}

absl::StatusOr<type::CodeList> GetCodeList(const Register& parts, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<type::CodeList> list, FindCodeList(*parts.store, id));
  if (!list.has_value()) return CodeListNotFound();
  return *std::move(list);
}

}  // namespace mingce::registry
