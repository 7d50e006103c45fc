#include "lib/intake/duplicates.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/document.h"

namespace mingce::intake {
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

}  // namespace

KeysOfRow DocumentKeys(const form::Form& form, std::optional<gb::CodeList> id_types,
                       gb::Date today) {
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

KeysOfRow CreditCodeKeys(const form::Form& form) {
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

std::vector<Duplicate> FindDuplicates(const InputWorkbook& book, const KeysOfRow& keys) {
  std::vector<Duplicate> found;
  absl::flat_hash_map<std::string, std::pair<std::size_t, std::uint32_t>> first_rows;
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    for (const InputRow& row : book.sheets[i].rows) {
      const std::vector<RowKey> held = keys(book.sheets[i], row);
      const std::size_t before = found.size();
      for (const RowKey& key : held) {
        const auto first = first_rows.find(absl::StrCat(key.field, ":", key.value));
        if (first == first_rows.end()) continue;
        found.push_back({i, row.number, key.field, first->second.first, first->second.second});
      }
      if (found.size() > before) continue;
      for (const RowKey& key : held) {
        first_rows.emplace(absl::StrCat(key.field, ":", key.value), std::pair(i, row.number));
      }
    }
  }
  return found;
}

}  // namespace mingce::intake
