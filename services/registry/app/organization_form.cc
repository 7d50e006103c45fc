#include "services/registry/app/organization_form.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/text/utf8.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/storage/catalogue_store.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kMaxAliasCharacters = 200;  // as long as a union's name
constexpr absl::string_view kUnitDivision = "unit_division";

// What can be said of an organisation before any form is published: enough for the county.
form::Form PlainForm() {
  form::Form plain;
  const std::pair<absl::string_view, int> fields[] = {
      {kUnionName, 200}, {kUnionShortName, 100}, {kUnionKind, 2},
      {kUnitName, 200},  {kUnitDivision, 9},
  };
  for (const auto& [key, most] : fields) {
    form::Field& field = plain.fields.emplace_back();
    field.key = std::string(key);
    field.label = std::string(key);
    field.max_length = most;
  }
  return plain;
}

absl::StatusOr<OrganizationForm> Load(const kv::Reader& reader, const type::Form& published) {
  OrganizationForm out;
  MINGCE_ASSIGN_OR_RETURN(out.form, form::FormFromProto(published));
  for (const form::Field& field : out.form->fields) {
    for (const std::string& id : field.CodeLists()) {
      if (out.lists.contains(id)) continue;
      MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> list, FindCodeList(reader, id));
      if (!list.has_value()) continue;  // PublishForm saw it; CheckRow names it if it went missing
      MINGCE_ASSIGN_OR_RETURN(gb::CodeList codes, form::CodeListFromProto(*list));
      if (field.key == kUnionKind && id == field.code_list) out.kinds = UnionKinds(codes);
      out.lists.emplace(id, std::move(codes));
    }
  }
  return out;
}

absl::StatusOr<FieldInput> ReadFields(const std::map<std::string, std::string>& fields,
                                      const OrganizationForm& form, gb::Date today) {
  const form::Form whole = form.form.has_value() ? *form.form : PlainForm();
  form::Form asked;  // only the fields given, and none of them required
  std::vector<form::Cell> cells;
  for (const auto& [key, text] : fields) {
    const std::optional<std::size_t> index = whole.IndexOf(key);
    if (!index.has_value() || key == kParentUnion) {
      return FormFieldUnknown(key, asked.fields.size() + 1);
    }
    asked.fields.push_back(whole.fields[*index]);
    asked.fields.back().requirement = form::Requirement::kOptional;
    cells.push_back({.text = text});
  }
  std::vector<std::size_t> columns(cells.size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = i;
  const form::CheckedRow checked = form::CheckRow(asked, form.lists, columns, cells, today);
  MINGCE_RETURN_IF_ERROR(FirstRefusal(checked.findings));
  FieldInput input;
  FieldValues contacts;
  for (const form::Field& field : asked.fields) {
    FieldValues& values = IsContactField(field) ? contacts : input.values;
    values[field.key] = std::string(checked.value(field.key));
  }
  input.contacts = ContactValues(std::move(contacts));
  return input;
}

}  // namespace

absl::StatusOr<OrganizationForm> LoadOrganizationForm(const kv::Reader& reader,
                                                      absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> published, FindForm(reader, id));
  if (!published.has_value() || published->subject() != type::Form::ORGANIZATION) {
    return FormNotFound();
  }
  return Load(reader, *published);
}

absl::StatusOr<OrganizationForm> LoadNewestOrganizationForm(const kv::Reader& reader) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::Form> published,
                          NewestOrganizationForm(reader));
  if (published.has_value()) return Load(reader, *published);
  OrganizationForm none;
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> list,
                          NewestCodeList(reader, kUnionKind));
  if (list.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(const gb::CodeList codes, form::CodeListFromProto(*list));
    none.kinds = UnionKinds(codes);
  }
  return none;
}

absl::StatusOr<FormInput> ReadInput(const kv::Reader& reader,
                                    const std::map<std::string, std::string>& fields,
                                    const std::vector<std::string>& aliases, gb::Date today) {
  for (const std::string& alias : aliases) {
    if (text::CodePointCount(alias) > kMaxAliasCharacters) {
      return FieldRefused(kAliases, "TOO_LONG", "别名过长，最多200个字",
                          "an alias has more than 200 characters");
    }
  }
  FormInput input;
  MINGCE_ASSIGN_OR_RETURN(input.form, LoadNewestOrganizationForm(reader));
  MINGCE_ASSIGN_OR_RETURN(input.fields, ReadFields(fields, input.form, today));
  return input;
}

absl::Status FirstRefusal(const std::vector<form::RowFinding>& findings) {
  const form::RowFinding* error = FirstError(findings);
  if (error == nullptr) return absl::OkStatus();
  return FieldRefused(error->field, error->reason, error->message_zh, error->message_en);
}

bool IsComplete(const Organization& organization, const FieldValues& contacts,
                const OrganizationForm& form) {
  if (!form.form.has_value()) return false;
  for (const form::Field& field : form.form->fields) {
    if (field.requirement != form::Requirement::kRequired || field.key == kParentUnion) continue;
    const bool there = IsContactField(field) ? contacts.contains(field.key)
                                             : !FieldValue(organization, field.key).empty();
    if (!there) return false;
  }
  return true;
}

}  // namespace mingce::registry
