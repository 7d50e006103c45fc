// The rows of one workbook to a service, and its answers into the outcome.

#ifndef MINGCE_CLI_IMPORT_SEND_FILE_H_
#define MINGCE_CLI_IMPORT_SEND_FILE_H_

#include <vector>

#include "cli/import/outcome.h"
#include "cli/import/plan.h"
#include "lib/intake/form_workbook.h"

namespace mingce::cli {

// Sends every row but those that stand twice in the workbook. Fills counts, errors and, when
// sending had to stop, the refusal of `outcome`. Returns the answers that need attention, for each
// sheet.
std::vector<SheetAnswers> SendFile(const ImportPlan& plan, const intake::InputWorkbook& book,
                                   FileOutcome* outcome);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_SEND_FILE_H_
