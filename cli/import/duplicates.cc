#include "cli/import/duplicates.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "cli/shown_text.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/document.h"

namespace mingce::cli {
namespace {

constexpr char kIdType[] = "id_type";
constexpr char kIdNumber[] = "id_number";
constexpr char kNationality[] = "nationality";
constexpr char kUnionCode[] = "union_uscc";
constexpr char kUnitCode[] = "unit_uscc";

const sheet::Cell& CellOf(const form::Form& form, const InputSheet& sheet, const InputRow& row,
                          const char* key) {
  static const sheet::Cell& none = *new sheet::Cell();
  const std::optional<std::size_t> field = form.IndexOf(key);
  if (!field.has_value()) return none;
  const std::optional<std::size_t> column = sheet.ColumnOf(*field);
  return column.has_value() ? row.At(*column) : none;
}

// A number held as a spreadsheet number may have lost its end; the services refuse it.
bool MayBeNumber(const sheet::Cell& cell) {
  return cell.kind != sheet::Cell::Kind::kEmpty && cell.kind != sheet::Cell::Kind::kNumber;
}

std::optional<gb::DocumentType> TypeOf(const std::optional<gb::CodeList>& id_types,
                                       const std::string& text) {
  if (!id_types.has_value()) return gb::DocumentType::kCitizenCard;
  const gb::CodeEntry* entry = id_types->Find(text);
  return entry == nullptr ? std::nullopt : gb::DocumentTypeFromCode(entry->code);
}

struct FirstRow {
  std::size_t sheet = 0;
  std::uint32_t number = 0;
};

type::Finding Duplicate(const std::string& field, const std::string& first_zh,
                        const std::string& first_en) {
  type::Finding finding;
  finding.set_severity(type::Finding::ERROR);
  finding.set_field(field);
  finding.set_reason("DUPLICATE_IN_FILE");
  const bool person = field == kIdNumber;
  finding.set_message(absl::StrCat(person ? "会员身份证已重复：与" : "统一社会信用代码已重复：与",
                                   first_zh, "相同，本行未导入，请核对后只保留一行"));
  finding.set_message_en(absl::StrCat("the same number stands in ", first_en,
                                      "; this row was not sent, keep one of them"));
  return finding;
}

}  // namespace

KeysOfRow MemberKeys(const form::Form& form, std::optional<gb::CodeList> id_types, gb::Date today) {
  return [&form, id_types = std::move(id_types), today](const InputSheet& sheet,
                                                        const InputRow& row) {
    std::vector<RowKey> keys;
    const sheet::Cell& number = CellOf(form, sheet, row, kIdNumber);
    if (!MayBeNumber(number)) return keys;
    const auto type = TypeOf(id_types, CellOf(form, sheet, row, kIdType).text);
    if (!type.has_value()) return keys;
    const auto document =
        gb::ParseDocument(*type, number.text, CellOf(form, sheet, row, kNationality).text, today);
    if (document.ok()) keys.push_back({kIdNumber, document.value->key});
    return keys;
  };
}

KeysOfRow OrganizationKeys(const form::Form& form) {
  return [&form](const InputSheet& sheet, const InputRow& row) {
    std::vector<RowKey> keys;
    for (const char* field : {kUnionCode, kUnitCode}) {
      const sheet::Cell& cell = CellOf(form, sheet, row, field);
      if (!MayBeNumber(cell)) continue;
      const auto code = gb::ParseCreditCode(cell.text);
      if (code.ok()) keys.push_back({field, code.value->text()});
    }
    return keys;
  };
}

std::vector<SheetAnswers> FindDuplicates(const InputWorkbook& book, const KeysOfRow& keys) {
  std::vector<SheetAnswers> answers(book.sheets.size());
  absl::flat_hash_map<std::string, FirstRow> first_rows;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    for (const InputRow& row : book.sheets[i].rows) {
      const std::vector<RowKey> held = keys(book.sheets[i], row);
      RowAnswer answer{.number = row.number, .outcome = type::REJECTED, .findings = {}};
      for (const RowKey& key : held) {
        const auto first = first_rows.find(absl::StrCat(key.field, ":", key.value));
        if (first == first_rows.end()) continue;
        const FirstRow& where = first->second;
        const std::string sheet = Shown(book.sheets[where.sheet].name);
        const bool other = where.sheet != i;
        answer.findings.push_back(Duplicate(
            key.field,
            absl::StrCat(other ? absl::StrCat("工作表“", sheet, "”") : "", "第", where.number,
                         "行"),
            absl::StrCat(other ? absl::StrCat("sheet ", sheet, ", ") : "", "row ", where.number)));
      }
      if (!answer.findings.empty()) {
        answers[i].emplace(row.number, std::move(answer));
        continue;  // what is refused holds none of its numbers
      }
      for (const RowKey& key : held) {
        first_rows.emplace(absl::StrCat(key.field, ":", key.value), FirstRow{i, row.number});
      }
    }
  }
  return answers;
}

}  // namespace mingce::cli
