// Whether a workbook is of the form and campaign that are imported: its metadata say, if it was made
// from one of our templates.

#ifndef MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_
#define MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_

#include <string>

#include "lib/intake/form_workbook.h"

namespace mingce::cli {

// Rules for forms/{form} (`title` as people know it) and campaigns/{campaign}. Their refusal,
// WRONG_TEMPLATE, says what to do: import the file as what it is, name its campaign, or make a new
// template.
intake::WorkbookRules RulesFor(const std::string& form, const std::string& title,
                               const std::string& campaign);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_
