// Rows of one workbook that say the same person, or the same union, twice.
//
// A service finds them within one call. A workbook goes in many calls, several at a time, so beyond
// 500 rows the later row would be taken for a change of the earlier, and which is the later would
// be chance. So the tool looks at the whole workbook first: as in the services the first row wins,
// and the later ones are refused without being sent. Rows whose number is wrong are left to the
// service, which says what is wrong with it.

#ifndef MINGCE_CLI_IMPORT_DUPLICATES_H_
#define MINGCE_CLI_IMPORT_DUPLICATES_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/import/form_workbook.h"
#include "cli/import/outcome.h"
#include "lib/form/form.h"
#include "lib/gb/code_list.h"
#include "lib/gb/date.h"

namespace mingce::cli {

// Under `value`, whoever the row is about is held once. `field` is where the finding stands.
struct RowKey {
  std::string field;
  std::string value;
};
using KeysOfRow = std::function<std::vector<RowKey>(const InputSheet&, const InputRow&)>;

// The forms outlive what is returned.
//
// The key of the identity document, as lib/gb/document.h has it, however it is spelled. `id_types`
// reads the column of types; without it every number that can be a citizen number is taken as one.
KeysOfRow MemberKeys(const form::Form& form, std::optional<gb::CodeList> id_types, gb::Date today);

// The credit codes of the union and of its unit.
KeysOfRow OrganizationKeys(const form::Form& form);

// The answers to the later rows, for each sheet of the book.
std::vector<SheetAnswers> FindDuplicates(const InputWorkbook& book, const KeysOfRow& keys);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_DUPLICATES_H_
