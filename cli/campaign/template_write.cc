#include "cli/campaign/template_write.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {
namespace {

constexpr char kUnionList[] = "unions";
constexpr int kUsccLength = 18;
constexpr int kCitizenNumberLength = 18;

// What a column asks for, beside its hint.
std::string TypeHint(const form::Field& field) {
  switch (field.type) {
    case form::FieldType::kCode:
      return "请在下拉列表中选择";
    case form::FieldType::kDate:
      return "日期，如 2019/09/25";
    case form::FieldType::kDateOrMonth:
      return "日期或年月，如 1985/06/14 或 1985/06";
    case form::FieldType::kMobile:
      return "11位手机号码";
    case form::FieldType::kPhone:
      return "手机，或区号-号码";
    case form::FieldType::kCount:
      return "整数";
    case form::FieldType::kBool:
      return "是 或 否";
    case form::FieldType::kUnionUscc:
      return "18位，以8开头";
    case form::FieldType::kUnitUscc:
      return "18位";
    default:
      return "";
  }
}

std::string HintOf(const form::Field& field) {
  return field.hint.empty() ? TypeHint(field) : field.hint;
}

absl::string_view RequirementText(const form::Field& field) {
  // Required, but a reason in the column beside it stands for a code that is not there yet.
  if (field.requirement == form::Requirement::kOptional &&
      (field.type == form::FieldType::kUnionUscc || field.type == form::FieldType::kUnitUscc)) {
    return "必填，确无代码的须填写无代码原因";
  }
  switch (field.requirement) {
    case form::Requirement::kRequired:
      return "必填，缺少则该行不能入库";
    case form::Requirement::kFull:
      return "应填满，缺少会降低完整率";
    case form::Requirement::kOptional:
      return "选填";
  }
  return "";
}

std::vector<std::string> Notes(const form::Form& form) {
  std::vector<std::string> lines = {
      absl::StrCat("《", form.title, "》填写说明"),
      "带 * 的红色列为必填项，不能缺项。",
      "有下拉列表的列请在下拉列表中选择，不要另行输入。",
      "所有列均为文本格式，请勿改为数字：证件号码一旦变成数字，末三位即丢失。",
      "请勿合并单元格。列的顺序可以调整，列名请勿修改。",
      "",
  };
  for (const form::Field& field : form.fields) {
    const std::string hint = HintOf(field);
    lines.push_back(absl::StrCat(field.label, "：", RequirementText(field),
                                 hint.empty() ? "" : absl::StrCat("；", hint), "。"));
  }
  return lines;
}

std::vector<std::string> SelectableLabels(const gb::CodeList& list) {
  std::vector<std::string> labels;
  for (const gb::CodeEntry& entry : list.entries()) {
    if (entry.selectable) labels.push_back(entry.label);
  }
  return labels;
}

std::vector<sheet::ValueList> DropDowns(const TemplateContent& content) {
  std::vector<sheet::ValueList> lists;
  for (const form::Field& field : content.form.fields) {
    const auto list = content.lists.find(field.offered_code_list.empty() ? field.code_list
                                                                         : field.offered_code_list);
    if (field.type != form::FieldType::kCode || list == content.lists.end()) continue;
    std::vector<std::string> labels = SelectableLabels(list->second);
    if (!labels.empty()) lists.push_back({field.key, std::move(labels)});
  }
  if (!content.unions.empty()) lists.push_back({kUnionList, content.unions});
  return lists;
}

sheet::ColumnSpec ColumnFor(const form::Field& field,
                            const std::map<std::string, std::string>& references) {
  sheet::ColumnSpec column;
  column.header = field.label;
  column.width = field.type == form::FieldType::kOrganization ? 40
                 : field.type == form::FieldType::kText       ? 24
                                                              : 18;
  column.required = field.requirement == form::Requirement::kRequired;
  column.note = HintOf(field);
  const std::string list = field.type == form::FieldType::kOrganization ? kUnionList : field.key;
  const auto reference = references.find(list);
  if (reference != references.end()) {
    column.dropdown_ref = reference->second;
  } else if (field.type == form::FieldType::kBool) {
    column.dropdown_values = {"是", "否"};
  } else if (field.type == form::FieldType::kDocumentNumber) {
    column.exact_text_length = kCitizenNumberLength;
    column.length_is_advice = true;  // passports and permits are shorter
  } else if (field.type == form::FieldType::kUnionUscc ||
             field.type == form::FieldType::kUnitUscc) {
    column.exact_text_length = kUsccLength;
  }
  return column;
}

}  // namespace

absl::Status WriteTemplate(const std::string& path, const TemplateContent& content) {
  MINGCE_ASSIGN_OR_RETURN(const auto writer, sheet::WorkbookWriter::Open(path));
  std::map<std::string, std::string> references;
  if (const std::vector<sheet::ValueList> lists = DropDowns(content); !lists.empty()) {
    MINGCE_ASSIGN_OR_RETURN(references, writer->AddListSheet(lists));
  }
  std::vector<sheet::ColumnSpec> columns;
  for (const form::Field& field : content.form.fields) {
    columns.push_back(ColumnFor(field, references));
  }
  MINGCE_RETURN_IF_ERROR(writer->AddSheet(content.form.title, columns).status());
  MINGCE_RETURN_IF_ERROR(writer->AddNotesSheet("填写说明", Notes(content.form)).status());
  MINGCE_RETURN_IF_ERROR(writer->AddMetadata(content.metadata));
  return writer->Close();
}

}  // namespace mingce::cli
