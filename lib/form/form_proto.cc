#include "lib/form/form_proto.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/resource_name.h"

namespace mingce::form {
namespace {

absl::Status Refuse(absl::string_view reason, absl::string_view en, absl::string_view zh) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, en,
      {.reason = std::string(reason), .domain = "mingce.form", .message_zh = std::string(zh)});
}

std::string IdOf(absl::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace

absl::StatusOr<Form> FormFromProto(const type::Form& proto) {
  Form form{.id = IdOf(proto.name()), .title = proto.title(), .fields = {}};
  std::set<std::string> keys;
  for (const type::FormField& field : proto.fields()) {
    if (field.key().empty() || field.label().empty() || !keys.insert(field.key()).second) {
      return Refuse("BAD_FORM",
                    absl::StrCat("a field needs a key of its own and a label: ", field.key()),
                    absl::StrCat("每个字段都要有唯一的键和标签：", field.key()));
    }
    if (!type::FormField::Type_IsValid(field.type()) || field.type() == 0 ||
        !type::FormField::Requirement_IsValid(field.requirement()) || field.requirement() == 0 ||
        field.max_length() < 0 ||
        (field.type() == type::FormField::CODE) == field.code_list().empty() ||
        (field.code_list().empty() && !field.offered_code_list().empty())) {
      return Refuse("BAD_FORM",
                    absl::StrCat("a field needs a type, a requirement and, for CODE only, a list: ",
                                 field.key()),
                    absl::StrCat("字段缺少类型、必填性或代码表：", field.key()));
    }
    form.fields.push_back({.key = field.key(),
                           .label = field.label(),
                           .aliases = {field.aliases().begin(), field.aliases().end()},
                           .type = static_cast<FieldType>(field.type()),
                           .requirement = static_cast<Requirement>(field.requirement()),
                           .code_list = IdOf(field.code_list()),
                           .offered_code_list = IdOf(field.offered_code_list()),
                           .max_length = field.max_length(),
                           .hint = field.hint()});
  }
  if (form.fields.empty()) return Refuse("BAD_FORM", "a form needs fields", "表单没有字段");
  return form;
}

absl::StatusOr<gb::CodeList> CodeListFromProto(const type::CodeList& proto) {
  std::vector<gb::CodeEntry> entries;
  std::set<std::string> codes;
  for (const type::CodeValue& value : proto.values()) {
    if (value.code().empty() || value.label().empty() || !codes.insert(value.code()).second) {
      return Refuse("BAD_CODE_LIST",
                    absl::StrCat("a value needs a code of its own and a label: ", value.code()),
                    absl::StrCat("每个代码都要唯一并有标签：", value.code()));
    }
    entries.push_back({.code = value.code(),
                       .label = value.label(),
                       .aliases = {value.aliases().begin(), value.aliases().end()},
                       .attributes = {value.attributes().begin(), value.attributes().end()},
                       .selectable = value.selectable()});
  }
  if (entries.empty()) return Refuse("BAD_CODE_LIST", "a code list needs values", "代码表为空");
  gb::CodeList list(IdOf(proto.name()), std::move(entries));
  for (const gb::CodeEntry& entry : list.entries()) {
    for (const std::string& alias : entry.aliases) {
      if (list.Find(alias) != list.ByCode(entry.code)) {
        return Refuse("BAD_CODE_LIST", absl::StrCat("an alias means two codes: ", alias),
                      absl::StrCat("别名对应两个代码：", alias));
      }
    }
  }
  return list;
}

type::CodeList CodeListToProto(const gb::CodeList& list, absl::string_view title) {
  type::CodeList proto;
  proto.set_name(MakeResourceName(kCodeLists, list.id()));
  proto.set_title(std::string(title));
  for (const gb::CodeEntry& entry : list.entries()) {
    type::CodeValue* value = proto.add_values();
    value->set_code(entry.code);
    value->set_label(entry.label);
    for (const std::string& alias : entry.aliases) value->add_aliases(alias);
    for (const auto& [key, text] : entry.attributes) (*value->mutable_attributes())[key] = text;
    value->set_selectable(entry.selectable);
  }
  return proto;
}

void FindingToProto(const RowFinding& finding, type::Finding* proto) {
  proto->set_severity(finding.severity == gb::Severity::kError ? type::Finding::ERROR
                                                               : type::Finding::WARNING);
  proto->set_field(finding.field);
  proto->set_reason(finding.reason);
  proto->set_message(finding.message_zh);
  proto->set_message_en(finding.message_en);
  for (const std::string& candidate : finding.candidates) proto->add_candidates(candidate);
}

}  // namespace mingce::form
