#include "cli/import/row_shape.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "cli/import/form_workbook.h"
#include "lib/gb/text.h"

namespace mingce::cli {
namespace {

using form::FieldType;

// Of the columns a row may fill: a title, a unit and a date fill fewer.
constexpr std::size_t kShare = 3;

constexpr std::size_t kMobileDigits = 11;
constexpr std::size_t kCodeCharacters = 18;

std::string Plain(const sheet::Cell& cell) { return gb::NormalizeLabel(cell.text); }

// 18 or 15 characters with a birth in them. Whether the number is right is not asked: a row with a
// slip in it is a row.
bool IsCitizenShape(absl::string_view text) {
  if (text.size() != 18 && text.size() != 15) return false;
  if (!gb::IsAllDigits(text.substr(0, text.size() - 1))) return false;
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
  return text.size() == kMobileDigits && gb::IsAllDigits(text) && text[0] == '1';
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
  const std::string normal = gb::NormalizeLabel(text);
  if (absl::EndsWith(normal, ":")) return true;
  for (const char* start : {"单位", "报送", "上报", "填", "制表", "日期", "联系", "附件", "附表"}) {
    if (absl::StartsWith(normal, start)) return true;
  }
  return false;
}

// Texts that say who or what a row is about; a list of values has none of them.
bool SaysWho(FieldType type) {
  switch (type) {
    case FieldType::kText:
    case FieldType::kPersonName:
    case FieldType::kMobile:
    case FieldType::kPhone:
    case FieldType::kDocumentNumber:
    case FieldType::kUnionUscc:
    case FieldType::kUnitUscc:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool IsBlankCell(const sheet::Cell& cell) {
  return gb::TrimBlanks(gb::StripInvisible(cell.text)).empty();
}

bool IsDataAbove(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row) {
  std::size_t known = 0;
  for (const auto& field : fields) known += field.has_value() ? 1 : 0;
  const sheet::Cell* first = nullptr;
  std::size_t filled = 0;
  bool mobile = false;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlankCell(row.cells[i])) continue;
    if (first == nullptr) first = &row.cells[i];
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
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
    ++filled;
  }
  if (first == nullptr || BeginsHeading(first->text)) return false;
  // One text all over ("必填") is a hint, however many columns have it.
  return mobile || (filled * kShare >= known && filled >= 2 && texts.size() > 2);
}

bool IsDataBelow(const form::Form& form, const FieldsOfColumns& fields, const sheet::Row& row) {
  std::size_t filled = 0;
  bool who = false;
  const sheet::Cell* first = nullptr;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlankCell(row.cells[i])) continue;
    if (first == nullptr) first = &row.cells[i];
    if (i >= fields.size() || !fields[i].has_value()) continue;
    ++filled;
    who |= SaysWho(form.fields[*fields[i]].type);
  }
  return first != nullptr && who && filled >= 2 && !IsNoteText(first->text);
}

bool IsDataAnywhere(const form::Form& form, const sheet::Row& row) {
  const bool people = Has(form, FieldType::kDocumentNumber);
  std::size_t required = 0;
  for (const form::Field& field : form.fields) {
    required += field.requirement == form::Requirement::kRequired ? 1 : 0;
  }
  std::size_t filled = 0;
  bool number = false;
  for (const sheet::Cell& cell : row.cells) {
    if (IsBlankCell(cell)) continue;
    ++filled;
    const std::string text = Plain(cell);
    if (people && IsCitizenShape(text)) return true;
    number |= IsMobileShape(text) || (!people && IsCreditCodeShape(text));
  }
  return number && filled * kShare >= required;
}

}  // namespace mingce::cli
