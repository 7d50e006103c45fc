#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/form/form.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/mobile.h"
#include "lib/gb/name.h"
#include "lib/text/normalize.h"
#include "lib/text/plain.h"
#include "lib/text/utf8.h"

namespace mingce::form {
namespace {

constexpr std::size_t kLongestText = 400;  // code points, for a field that sets no limit
constexpr std::size_t kCandidates = 3;
constexpr std::size_t kMostCountDigits = 9;

// Checks the cells of one row; each Check… method gives the canonical value or adds findings.
class RowChecker {
 public:
  RowChecker(const Form& form, const CodeLists& lists, gb::Date today)
      : form_(form), lists_(lists), today_(today) {}

  CheckedRow Check(absl::Span<const std::size_t> columns, absl::Span<const Cell> cells) {
    std::vector<Cell> by_field(form_.fields.size());
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
      by_field[columns[i]] = cells[i];
    }
    const Field* number = nullptr;
    Cell number_cell;
    for (std::size_t i = 0; i < form_.fields.size(); ++i) {
      const Field& field = form_.fields[i];
      if (field.type == FieldType::kDocumentNumber) {  // needs the type, wherever that column is
        number = &field;
        number_cell = by_field[i];
      } else {
        CheckCell(field, by_field[i]);
      }
    }
    if (number != nullptr) CheckCell(*number, number_cell);
    return std::move(row_);
  }

 private:
  void CheckCell(const Field& field, const Cell& cell) {
    if (!text::IsUtf8(cell.text)) {
      row_.AddError(field.key, gb::kNotUtf8.reason, gb::kNotUtf8.zh, gb::kNotUtf8.en);
      return;
    }
    std::string text(text::TrimBlanks(text::StripInvisible(cell.text)));
    if (text.empty()) {
      CheckAbsence(field);
      return;
    }
    if (IsFormulaError(text)) {
      row_.AddError(
          field.key, "CELL_IS_FORMULA_ERROR",
          absl::StrCat(field.label, "的单元格是公式错误值，请填写实际内容"),
          absl::StrCat("the cell of ", field.key, " is a formula's error; type the value"));
      return;
    }
    if (text::CodePointCount(text) > MostCharacters(field)) {
      row_.AddError(
          field.key, "TOO_LONG",
          absl::StrCat(field.label, "过长，最多", MostCharacters(field), "个字"),
          absl::StrCat(field.key, " is too long: at most ", MostCharacters(field), " characters"));
      return;
    }
    std::optional<std::string> value = Canonical(field, cell, text);
    if (value.has_value() && !value->empty()) row_.values[field.key] = *std::move(value);
  }

  // What a spreadsheet shows where a formula failed; a broken look-up would else become an
  // employer.
  static bool IsFormulaError(absl::string_view text) {
    for (const absl::string_view error :
         {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}) {
      if (text == error) return true;
    }
    return false;
  }

  void CheckAbsence(const Field& field) {
    if (field.requirement == Requirement::kRequired) {
      row_.AddError(field.key, "FIELD_MISSING", absl::StrCat(field.label, "不能为空"),
                    absl::StrCat(field.key, " must not be empty"));
    } else if (field.requirement == Requirement::kFull) {
      row_.missing_full.push_back(field.key);
    }
  }

  static std::size_t MostCharacters(const Field& field) {
    return field.max_length > 0 ? static_cast<std::size_t>(field.max_length) : kLongestText;
  }

  std::optional<std::string> Canonical(const Field& field, const Cell& cell,
                                       const std::string& text) {
    switch (field.type) {
      case FieldType::kText:
        return CheckText(field, text);
      case FieldType::kOrganization:
        return IsDamagedNumber(field, cell) ? std::nullopt : std::optional<std::string>(text);
      case FieldType::kCode:
        return CheckCode(field, text);
      case FieldType::kDate:
      case FieldType::kDateOrMonth:
        return CheckDate(field, text);
      case FieldType::kMobile:
        return Take(field, gb::ParseMobile(cell.text));
      case FieldType::kPhone:
        return Take(field, gb::ParsePhone(cell.text));
      case FieldType::kPersonName:
        return TakeText(field, gb::ParsePersonName(cell.text));
      case FieldType::kDocumentNumber:
        return CheckDocument(field, cell);
      case FieldType::kUnionUscc:
        return IsDamagedNumber(field, cell) ? std::nullopt
                                            : TakeText(field, gb::ParseUnionCode(cell.text));
      case FieldType::kUnitUscc:
        return IsDamagedNumber(field, cell) ? std::nullopt
                                            : TakeText(field, gb::ParseUnitCode(cell.text));
      case FieldType::kCount:
        return CheckCount(field, text);
      case FieldType::kBool:
        return CheckBool(field, text);
    }
    return std::nullopt;
  }

  // The one type whose text is kept as it is typed; all others are read, and what is kept is made.
  std::optional<std::string> CheckText(const Field& field, const std::string& text) {
    if (text::IsPlain(text)) return text;
    row_.AddError(
        field.key, "CONTROL_CHARACTER",
        absl::StrCat(field.label, "含有换行、制表符或不可见的控制字符，请删去后重新填写"),
        absl::StrCat(field.key,
                     " holds a line break, a tab or a control character that cannot be seen; "
                     "take it out"));
    return std::nullopt;
  }

  std::optional<std::string> CheckCode(const Field& field, const std::string& text) {
    const gb::CodeList* offered = nullptr;
    for (const std::string& id : field.CodeLists()) {
      const auto list = lists_.find(id);
      if (list == lists_.end()) {  // the form was published without it: a bug, not the clerk's
        row_.AddError(field.key, "CODE_LIST_MISSING",
                      absl::StrCat(field.label, "的代码表尚未发布，请联系管理员"),
                      absl::StrCat("the code list of ", field.key, " is not published"));
        return std::nullopt;
      }
      if (offered == nullptr) offered = &list->second;
      if (std::string code = list->second.CodeFor(text); !code.empty()) return code;
    }
    RowFinding finding{.severity = gb::Severity::kError,
                       .field = field.key,
                       .reason = "CODE_NOT_IN_LIST",
                       .message_zh = absl::StrCat(field.label, "不在下拉列表中，请从列表中选择"),
                       .message_en = absl::StrCat(field.key, " is not a value of its list"),
                       .candidates = {}};
    if (offered != nullptr) finding.candidates = offered->Nearest(text, kCandidates);
    row_.findings.push_back(std::move(finding));
    return std::nullopt;
  }

  std::optional<std::string> CheckDate(const Field& field, const std::string& text) {
    gb::Parsed<gb::Date> date = gb::ParseDate(text);
    if (date.ok() && date.value->day == 0 && field.type == FieldType::kDate) {
      row_.AddError(field.key, "DATE_NEEDS_DAY",
                    absl::StrCat(field.label, "要填到日，如 2019/09/25"),
                    absl::StrCat(field.key, " needs a day, as in 2019-09-25"));
      return std::nullopt;
    }
    AddFindings(field, date.findings);
    if (!date.ok()) return std::nullopt;
    return gb::ToString(*date.value);
  }

  // A spreadsheet number keeps 15 digits, so an 18-digit one has lost its end, whatever it shows
  // now; about one in eleven would still pass the check digit. It is refused for its type.
  bool IsDamagedNumber(const Field& field, const Cell& cell) {
    if (!cell.numeric) return false;
    row_.AddError(
        field.key, "ID_SPREADSHEET_DAMAGED",
        absl::StrCat(field.label,
                     "被Excel转成数字，末位可能已丢失，请将该列设为文本格式后对照证件重新填写"),
        absl::StrCat(field.key,
                     " is held as a spreadsheet number and may have lost digits; set the "
                     "column to text and type it again"));
    return true;
  }

  std::optional<std::string> CheckDocument(const Field& field, const Cell& cell) {
    if (IsDamagedNumber(field, cell)) return std::nullopt;
    const std::optional<gb::DocumentType> type = gb::DocumentTypeFromCode(row_.value("id_type"));
    if (!type.has_value()) return std::nullopt;  // the finding stands at id_type
    gb::Parsed<gb::IdentityDocument> document =
        gb::ParseDocument(*type, cell.text, row_.value("nationality"), today_);
    const std::optional<std::size_t> nationality = form_.IndexOf("nationality");
    for (const gb::Finding& finding : document.findings) {
      const bool elsewhere =
          nationality.has_value() && absl::StartsWith(finding.reason, "NATIONALITY_");
      AddFindings(elsewhere ? form_.fields[*nationality] : field, {finding});
    }
    if (!document.ok()) return std::nullopt;
    row_.document = *document.value;
    return row_.document->number;
  }

  std::optional<std::string> CheckCount(const Field& field, const std::string& text) {
    std::string digits = text::NormalizeLabel(text);
    if (digits.size() > 2 && digits.compare(digits.size() - 2, 2, ".0") == 0) {
      digits.resize(digits.size() - 2);
    }
    std::int64_t count = 0;
    if (digits.size() > kMostCountDigits || !text::IsAllDigits(digits) ||
        !absl::SimpleAtoi(digits, &count)) {
      row_.AddError(field.key, "COUNT_INVALID", absl::StrCat(field.label, "应为不小于0的整数"),
                    absl::StrCat(field.key, " must be a whole number, 0 or more"));
      return std::nullopt;
    }
    return absl::StrCat(count);
  }

  std::optional<std::string> CheckBool(const Field& field, const std::string& text) {
    const std::string word = absl::AsciiStrToUpper(text::NormalizeLabel(text));
    for (const absl::string_view yes : {"是", "有", "Y", "YES", "1", "TRUE"}) {
      if (word == yes) return "1";
    }
    for (const absl::string_view no : {"否", "无", "N", "NO", "0", "FALSE"}) {
      if (word == no) return "0";
    }
    row_.AddError(field.key, "BOOL_INVALID", absl::StrCat(field.label, "应填“是”或“否”"),
                  absl::StrCat(field.key, " must be 是 or 否"));
    return std::nullopt;
  }

  std::optional<std::string> Take(const Field& field, gb::Parsed<std::string> parsed) {
    AddFindings(field, parsed.findings);
    return std::move(parsed.value);
  }
  template <typename T>
  std::optional<std::string> TakeText(const Field& field, const gb::Parsed<T>& parsed) {
    AddFindings(field, parsed.findings);
    if (!parsed.ok()) return std::nullopt;
    return parsed.value->text();
  }

  void AddFindings(const Field& field, const std::vector<gb::Finding>& findings) {
    for (const gb::Finding& finding : findings) {
      row_.findings.push_back({.severity = finding.severity,
                               .field = field.key,
                               .reason = std::string(finding.reason),
                               .message_zh = finding.message_zh,
                               .message_en = finding.message_en});
    }
  }

  const Form& form_;
  const CodeLists& lists_;
  const gb::Date today_;
  CheckedRow row_;
};

}  // namespace

CheckedRow CheckRow(const Form& form, const CodeLists& lists, absl::Span<const std::size_t> columns,
                    absl::Span<const Cell> cells, gb::Date today) {
  return RowChecker(form, lists, today).Check(columns, cells);
}

}  // namespace mingce::form
