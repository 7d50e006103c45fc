// Forms as data: what is asked in each column, and the check of one row against it.
//
// A form says of each field its type, whether it must be there, and its code list. CheckRow applies
// that and nothing else: rules between fields belong to the service that owns the form. It is pure
// and total: any text in any cell gives a result, all findings of a row in one pass.
//
// Sources: the notice, 二(二)1 and 2 (required, drop-down, filled); docs/decisions on forms as
// data.

#ifndef MINGCE_LIB_FORM_FORM_H_
#define MINGCE_LIB_FORM_FORM_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/gb/code_list.h"
#include "lib/gb/date.h"
#include "lib/gb/document.h"
#include "lib/gb/finding.h"

namespace mingce::form {

// Numbered as mingce.type.FormField.Type.
enum class FieldType {
  kText = 1,
  kCode = 2,
  kDate = 3,
  kDateOrMonth = 4,
  kMobile = 5,
  kPhone = 6,
  kPersonName = 7,
  kDocumentNumber = 8,
  kUnionUscc = 9,
  kUnitUscc = 10,
  kCount = 11,
  kBool = 12,
  kOrganization = 13,
};

enum class Requirement { kRequired = 1, kFull = 2, kOptional = 3 };

struct Field {
  std::string key;
  std::string label;
  std::vector<std::string> aliases = {};
  FieldType type = FieldType::kText;
  Requirement requirement = Requirement::kOptional;
  std::string code_list = {};  // id of the list of what is accepted, for kCode
  // Id of the list of what the drop-down offers, where that is coarser or shorter; its labels and
  // aliases are accepted too, and its codes are codes of `code_list`.
  std::string offered_code_list = {};
  int max_length = 0;  // code points; 0: the type's own limit
  std::string hint = {};

  // Ids of the lists the field needs: none, `code_list`, or both.
  std::vector<std::string> CodeLists() const;
};

struct Form {
  std::string id;
  std::string title;
  std::vector<Field> fields;

  // Index of a field by its key; nullopt when there is none.
  std::optional<std::size_t> IndexOf(absl::string_view key) const;
  // Index of the field a column header names: label or alias, without blanks, full width, `*` and
  // anything in brackets. nullopt when it names none.
  std::optional<std::size_t> IndexOfHeader(absl::string_view header) const;
};

// Whether `text` could be a field's key: 1 to 63 of [a-z0-9_], a letter first, no run of 7 digits.
// A text from a caller is repeated in an error only then; anything else may be somebody's number.
bool CouldBeKey(absl::string_view text);

// Code lists by id.
using CodeLists = absl::flat_hash_map<std::string, gb::CodeList>;

struct Cell {
  absl::string_view text;
  bool numeric = false;  // the spreadsheet holds a number, not text
};

struct RowFinding {
  gb::Severity severity = gb::Severity::kError;
  std::string field;  // key; empty for the whole row
  std::string reason;
  std::string message_zh;
  std::string message_en;
  std::vector<std::string> candidates = {};  // nearest accepted values, at most 3
};

struct CheckedRow {
  // Canonical values by key; fields that are empty or in error are absent. Codes, YYYY-MM-DD (or
  // YYYY-MM), canonical numbers, 1 and 0 for yes and no; text trimmed.
  std::map<std::string, std::string> values;
  std::vector<RowFinding> findings;
  std::vector<std::string> missing_full;         // keys that should be filled and are not
  std::optional<gb::IdentityDocument> document;  // if the form has one and it is sound

  bool ok() const;  // no error among the findings
  // The value of a key, or "".
  absl::string_view value(absl::string_view key) const;
  void AddError(absl::string_view field, absl::string_view reason, absl::string_view zh,
                absl::string_view en);
  void AddWarning(absl::string_view field, absl::string_view reason, absl::string_view zh,
                  absl::string_view en);
};

// Checks one row. `columns[i]` is the index in `form.fields` of `cells[i]`; cells missing at the
// end are empty. A field without a column counts as empty. Reasons of its own, beside those of
// lib/gb: FIELD_MISSING, CODE_NOT_IN_LIST (with candidates out of what is offered), TOO_LONG,
// COUNT_INVALID, BOOL_INVALID, DATE_NEEDS_DAY, CELL_IS_FORMULA_ERROR, ID_SPREADSHEET_DAMAGED (a
// document number, a credit code or an organisation held as a spreadsheet number),
// CODE_LIST_MISSING, NOT_UTF8. What is wrong with the nationality that a document number needs
// stands at the field `nationality`, if the form has it.
CheckedRow CheckRow(const Form& form, const CodeLists& lists, absl::Span<const std::size_t> columns,
                    absl::Span<const Cell> cells, gb::Date today);

}  // namespace mingce::form

#endif  // MINGCE_LIB_FORM_FORM_H_
