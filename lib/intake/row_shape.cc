#include "lib/intake/row_shape.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "lib/text/normalize.h"

namespace mingce::intake {
namespace {

using form::FieldType;

// Of the columns a row may fill: a title, a unit and a date fill fewer.
constexpr std::size_t kShare = 3;

constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kCodeCharacters = 18;

std::string Plain(const sheet::Cell& cell) { return text::NormalizeLabel(cell.text); }

// 18 or 15 characters with a birth in them. Whether the number is right is not asked: a row with a
// slip in it is a row.
bool IsCitizenShape(absl::string_view text) {
  if (text.size() != 18 && text.size() != 15) return false;
  if (!text::IsAllDigits(text.substr(0, text.size() - 1))) return false;
  const char last = absl::ascii_toupper(static_cast<unsigned char>(text.back()));
  if (last != 'X' && !absl::ascii_isdigit(static_cast<unsigned char>(last))) return false;
  const absl::string_view birth = text.size() == 18 ? text.substr(6, 8) : text.substr(6, 6);
  if (text.size() == 18 && !absl::StartsWith(birth, "19") && !absl::StartsWith(birth, "20")) {
    return false;
  }
  const absl::string_view month = birth.substr(birth.size() - 4, 2);
  const absl::string_view day = birth.substr(birth.size() - 2);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

bool IsMobileShape(absl::string_view text) {
  return text.size() == kMobileDigits && text::IsAllDigits(text) && text[0] == '1';
}

bool IsAlphanumeric(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); });
}

bool IsCreditCodeShape(absl::string_view text) {
  return text.size() == kCodeCharacters && IsAlphanumeric(text);
}

bool Has(const form::Form& form, FieldType type) {
  return std::any_of(form.fields.begin(), form.fields.end(),
                     [type](const form::Field& field) { return field.type == type; });
}

// "填报单位：…", "单位（盖章）", "联系人": a line of what the whole sheet has in common.
bool BeginsHeading(absl::string_view text) {
  if (IsNoteText(text)) return true;
  const std::string normal = text::NormalizeLabel(text);
  if (absl::StrContains(normal, ":")) return true;
  for (const char* start : {"单位", "报送", "上报", "填", "制表", "日期", "联系", "附件", "附表"}) {
    if (absl::StartsWith(normal, start)) return true;
  }
  return false;
}

// Fields that say who or what a row is about; a list of values has none of them. Lists of
// departments and employers are lists: where people are asked for, a text alone says nobody.
bool SaysWho(const form::Form& form, FieldType type) {
  switch (type) {
    case FieldType::kPersonName:
    case FieldType::kMobile:
    case FieldType::kDocumentNumber:
      return true;
    case FieldType::kText:
    case FieldType::kPhone:
    case FieldType::kUnionUscc:
    case FieldType::kUnitUscc:
      return !Has(form, FieldType::kDocumentNumber);
    default:
      return false;
  }
}

// What stands in numbers below its header, where a title, a hint or a band has words.
bool IsInNumbers(FieldType type, const std::string& text) {
  switch (type) {
    case FieldType::kDate:
    case FieldType::kDateOrMonth:
    case FieldType::kMobile:
    case FieldType::kPhone:
    case FieldType::kDocumentNumber:
    case FieldType::kUnionUscc:
    case FieldType::kUnitUscc:
      return std::count_if(text.begin(), text.end(), [](char c) {
               return absl::ascii_isdigit(static_cast<unsigned char>(c));
             }) >= 4;
    default:
      return false;
  }
}

const sheet::Cell* FirstFilled(const sheet::Row& row) {
  for (const sheet::Cell& cell : row.cells) {
    if (!IsBlankCell(cell)) return &cell;
  }
  return nullptr;
}

std::size_t RequiredColumns(const form::Form& form) {
  return static_cast<std::size_t>(std::count_if(
      form.fields.begin(), form.fields.end(),
      [](const form::Field& field) { return field.requirement == form::Requirement::kRequired; }));
}

}  // namespace

bool IsNoteText(absl::string_view text) {
  const std::string normal = text::NormalizeLabel(text);
  for (const char* start : {"填表说明", "填报说明", "说明:", "注:", "备注:", "填表单位", "填报单位",
                            "填报日期", "填表日期", "填表人", "填报人", "单位负责人(",
                            "单位负责人:", "信息采集人(", "信息采集人:", "审核人:", "制表人:"}) {
    if (absl::StartsWith(normal, start)) return true;
  }
  return normal == "说明" || normal == "注";
}

bool IsSampleText(absl::string_view text) {
  const std::string normal = text::NormalizeLabel(text);
  for (const char* start : {"例:", "示例:", "样例:", "举例:", "范例:"}) {
    if (absl::StartsWith(normal, start)) return true;
  }
  // "（例）", "【示例】", "例1": the mark is what is left.
  const std::string bare = absl::StrReplaceAll(
      normal, {{"(", ""}, {")", ""}, {"[", ""}, {"]", ""}, {"【", ""}, {"】", ""}});
  absl::string_view mark = bare;
  while (!mark.empty() && absl::ascii_isdigit(static_cast<unsigned char>(mark.back()))) {
    mark.remove_suffix(1);
  }
  absl::ConsumeSuffix(&mark, "行");
  for (const char* prefix : {"填写", "填报", "填表"}) absl::ConsumePrefix(&mark, prefix);
  for (const char* sample : {"例", "例子", "样例", "示例", "举例", "范例", "例如"}) {
    if (mark == sample) return true;
  }
  return false;
}

bool IsBlankCell(const sheet::Cell& cell) {
  return text::TrimBlanks(text::StripInvisible(cell.text)).empty();
}

bool IsDataAbove(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row) {
  const sheet::Cell* const first = FirstFilled(row);
  if (first == nullptr || IsSampleText(first->text)) return false;
  std::size_t known = 0;
  for (const auto& field : fields) known += field.has_value() ? 1 : 0;
  std::size_t filled = 0;
  bool mobile = false;
  bool numbers = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlankCell(row.cells[i])) continue;
    const std::string text = Plain(row.cells[i]);
    if (Has(form, FieldType::kDocumentNumber) && IsCitizenShape(text)) return true;
    if (i >= fields.size() || !fields[i].has_value()) continue;
    const FieldType type = form.fields[*fields[i]].type;
    // Under the column of the document any number is one: passports and permits have their own.
    if (type == FieldType::kDocumentNumber && text.size() >= 8 &&
        (row.cells[i].kind == sheet::Cell::Kind::kNumber || IsAlphanumeric(text))) {
      return true;
    }
    mobile |= type == FieldType::kMobile && IsMobileShape(text);
    numbers |= IsInNumbers(type, text);
    ++filled;
  }
  if (BeginsHeading(first->text)) return false;
  return mobile || (numbers && filled * kShare >= known && filled >= 2);
}

bool IsDataBelow(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row) {
  const sheet::Cell* const first = FirstFilled(row);
  if (first == nullptr || IsSampleText(first->text) || IsNoteText(first->text)) return false;
  std::size_t filled = 0;
  bool who = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlankCell(row.cells[i])) continue;
    if (Has(form, FieldType::kDocumentNumber) && IsCitizenShape(Plain(row.cells[i]))) return true;
    if (i >= fields.size() || !fields[i].has_value()) continue;
    ++filled;
    who |= SaysWho(form, form.fields[*fields[i]].type);
  }
  // Three columns of a dozen are a list of contacts.
  return who && filled >= 2 && filled * kShare >= RequiredColumns(form);
}

bool IsDataAnywhere(const form::Form& form, const sheet::Row& row) {
  const sheet::Cell* const first = FirstFilled(row);
  if (first == nullptr || IsSampleText(first->text)) return false;
  const bool people = Has(form, FieldType::kDocumentNumber);
  std::size_t filled = 0;
  bool number = false;
  for (const sheet::Cell& cell : row.cells) {
    if (IsBlankCell(cell)) continue;
    ++filled;
    const std::string text = Plain(cell);
    if (people && IsCitizenShape(text)) return true;
    number |= IsMobileShape(text) || (!people && IsCreditCodeShape(text));
  }
  return number && filled * kShare >= RequiredColumns(form);
}

}  // namespace mingce::intake
