// Whether a workbook is of the form and campaign that are imported: its metadata say, if it was
// made from one of our templates.

#ifndef MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_
#define MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_

#include "lib/intake/form_workbook.h"
#include "mingce/registry/v1/campaign.pb.h"

namespace mingce::cli {

// Rules for workbooks of the campaign's member form, or else of its organisation form. Their
// refusal, WRONG_TEMPLATE, says what to do: import the file as what it is, name its campaign, or
// make a new template.
intake::WorkbookRules RulesFor(const registry::v1::Campaign& campaign, bool members);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_TEMPLATE_CLAIMS_H_
