#include "lib/sheet/column_rules.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/xml_text.h"
#include "lib/text/utf8.h"

#if defined(__SANITIZE_ADDRESS__)
// libxlsxwriter 1.1.4 copies the reference of a drop-down list twice and frees it once: some 20
// bytes for a column. Weak, so that a program may have a list of its own.
extern "C" __attribute__((weak)) const char* __lsan_default_suppressions() {
  return "leak:libxlsxwriter\n";
}
#endif

namespace mingce::sheet {
namespace {

// Messages people see when what they typed does not fit; at most 32 and 255 characters.
constexpr char kErrorTitle[] = "内容不符合要求";
constexpr char kListError[] = "请从下拉列表中选择。";

absl::Status CheckSpec(const ColumnSpec& spec, absl::string_view place, absl::string_view file) {
  const int rules = (spec.dropdown_ref.empty() ? 0 : 1) + (spec.dropdown_values.empty() ? 0 : 1) +
                    (spec.exact_text_length == 0 ? 0 : 1);
  if (rules > 1) return SheetMisuse(file, absl::StrCat("two rules for column ", place));
  if (spec.exact_text_length < 0) {
    return SheetMisuse(file, absl::StrCat("text length of column ", place));
  }
  if (!spec.dropdown_ref.empty() && !absl::StartsWith(spec.dropdown_ref, "=")) {
    return SheetMisuse(file, absl::StrCat("list reference of column ", place));
  }
  for (const std::string& value : spec.dropdown_values) {
    if (value.empty() || absl::StrContains(value, ",")) {
      return SheetMisuse(file, absl::StrCat("value of an inline list of column ", place));
    }
  }
  if (text::Utf16Length(absl::StrJoin(spec.dropdown_values, ",")) > kMaxInlineListLength) {
    return TextTooLong(file, absl::StrCat(place, " (inline list)"));
  }
  if (text::Utf16Length(spec.note) > kMaxMessageLength) {
    return TextTooLong(file, absl::StrCat(place, " (note)"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddColumnRule(lxw_worksheet* worksheet, int column, const ColumnSpec& spec,
                           std::uint32_t first_row, absl::string_view file) {
  const std::string place = ColumnName(column);
  MINGCE_RETURN_IF_ERROR(CheckSpec(spec, place, file));
  // The structure of libxlsxwriter takes mutable pointers, and copies what they point at.
  std::string ref = EncodeForXml(spec.dropdown_ref);
  std::string note = EncodeForXml(spec.note);
  std::string error_title = kErrorTitle;
  std::string error_message = kListError;
  std::vector<std::string> values;
  for (const std::string& value : spec.dropdown_values) values.push_back(EncodeForXml(value));
  std::vector<char*> value_pointers;
  for (std::string& value : values) value_pointers.push_back(value.data());
  value_pointers.push_back(nullptr);

  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_ANY;
  if (!ref.empty()) {
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = ref.data();
  } else if (!values.empty()) {
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = value_pointers.data();
  } else if (spec.exact_text_length > 0) {
    rule.validate = LXW_VALIDATION_TYPE_LENGTH;
    rule.criteria = LXW_VALIDATION_CRITERIA_EQUAL_TO;
    rule.value_number = spec.exact_text_length;
    error_message = absl::StrCat("长度应为 ", spec.exact_text_length, " 个字符。");
    if (spec.length_is_advice) {
      rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
      error_message = absl::StrCat("长度一般为 ", spec.exact_text_length,
                                   " 个字符。确认无误请选“是”，否则选“否”重新填写。");
    }
  } else if (note.empty()) {
    return absl::OkStatus();
  }
  if (!note.empty()) rule.input_message = note.data();
  rule.error_title = error_title.data();
  rule.error_message = error_message.data();
  const auto at = static_cast<lxw_col_t>(column);
  const lxw_error result =
      worksheet_data_validation_range(worksheet, first_row - 1, at, LXW_ROW_MAX - 1, at, &rule);
  if (result != LXW_NO_ERROR) {
    return SheetMisuse(file, absl::StrCat("rule of column ", place, ": ", lxw_strerror(result)));
  }
  return absl::OkStatus();
}

}  // namespace mingce::sheet
