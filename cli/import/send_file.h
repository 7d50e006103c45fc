// The rows of one workbook to a service, and its answers into the outcome.

#ifndef MINGCE_CLI_IMPORT_SEND_FILE_H_
#define MINGCE_CLI_IMPORT_SEND_FILE_H_

#include <vector>

#include "cli/import/job.h"
#include "cli/import/outcome.h"
#include "lib/intake/duplicates.h"
#include "lib/intake/form_workbook.h"

namespace mingce::cli {

// Sends every row but those that stand twice in the workbook. Fills counts, errors and, when
// sending had to stop, the refusal of `outcome`. Returns the answers that need attention, for each
// sheet.
std::vector<SheetAnswers> SendFile(const ImportPlan& plan, const intake::InputWorkbook& book,
                                   FileOutcome* outcome);

// Rows that stand twice in a workbook are refused here, as the services would do it within one
// call: the first row counts, and the later ones are not sent. The answers to these
// (DUPLICATE_IN_FILE), for each sheet of the book.
std::vector<SheetAnswers> RefuseDuplicates(const intake::InputWorkbook& book,
                                           const intake::KeysOfRow& keys);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_SEND_FILE_H_
