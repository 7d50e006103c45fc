// Rows that stand twice in a workbook are refused here, as the services would do it within one call:
// the first row counts, and the later ones are not sent.

#ifndef MINGCE_CLI_IMPORT_DUPLICATE_ROWS_H_
#define MINGCE_CLI_IMPORT_DUPLICATE_ROWS_H_

#include <vector>

#include "cli/import/outcome.h"
#include "lib/intake/duplicates.h"
#include "lib/intake/form_workbook.h"

namespace mingce::cli {

// The answers to the later rows (DUPLICATE_IN_FILE), for each sheet of the book.
std::vector<SheetAnswers> RefuseDuplicates(const intake::InputWorkbook& book,
                                           const intake::KeysOfRow& keys);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_DUPLICATE_ROWS_H_
