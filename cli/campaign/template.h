// mingcectl template orgs | members: the workbook a collector fills in, made from the campaign's
// own form and code lists, so that no drop-down can offer what the register refuses.

#ifndef MINGCE_CLI_CAMPAIGN_TEMPLATE_H_
#define MINGCE_CLI_CAMPAIGN_TEMPLATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct TemplateOptions {
  bool members = false;  // else organisations
  std::string out;
  std::string campaign;      // "" for the only one
  std::string organization;  // members: the unions below it are offered in 所属工会
};

// Overwrites nothing: OUTPUT_EXISTS.
absl::StatusOr<Answer> MakeTemplate(Session& session, const TemplateOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_CAMPAIGN_TEMPLATE_H_
