// Rows of one workbook that say the same thing twice.
//
// Whoever takes rows finds them within one call. A workbook goes in many calls, several at a time, so
// beyond one call the later row would be taken for a change of the earlier, and which is the later
// would be chance. So the whole workbook is looked at first: the first row wins. Rows whose number is
// wrong are left to whoever checks rows, and says what is wrong with it.

#ifndef MINGCE_LIB_INTAKE_DUPLICATES_H_
#define MINGCE_LIB_INTAKE_DUPLICATES_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lib/form/form.h"
#include "lib/gb/code_list.h"
#include "lib/gb/date.h"
#include "lib/intake/form_workbook.h"

namespace mingce::intake {

// Under `value`, whatever the row is about is held once. `field` is where it stands.
struct RowKey {
  std::string field;
  std::string value;
};
using KeysOfRow = std::function<std::vector<RowKey>(const InputSheet&, const InputRow&)>;

// The forms outlive what is returned.
//
// The key of the identity document, as lib/gb/document.h has it, however it is spelled. `id_types`
// reads the column of types; without it every number that can be a citizen number is taken as one.
KeysOfRow DocumentKeys(const form::Form& form, std::optional<gb::CodeList> id_types,
                       gb::Date today);

// The credit codes of the union and of its unit.
KeysOfRow CreditCodeKeys(const form::Form& form);

// A row that repeats what an earlier one holds.
struct Duplicate {
  std::size_t sheet = 0;  // index in the book
  std::uint32_t row = 0;  // number, as on the screen
  std::string field;
  std::size_t first_sheet = 0;
  std::uint32_t first_row = 0;
};

// In the order of the book; one for each key that is repeated. A row that is named holds none of its
// keys.
std::vector<Duplicate> FindDuplicates(const InputWorkbook& book, const KeysOfRow& keys);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_DUPLICATES_H_
