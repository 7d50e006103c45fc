// The workbook of a form, to be filled in by people.

#ifndef MINGCE_CLI_CAMPAIGN_TEMPLATE_WRITE_H_
#define MINGCE_CLI_CAMPAIGN_TEMPLATE_WRITE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/form/form.h"

namespace mingce::cli {

struct TemplateContent {
  form::Form form;
  form::CodeLists lists;
  std::vector<std::string> unions;              // "<code> <name>" for the column 所属工会
  std::map<std::string, std::string> metadata;  // form, campaign, organization
};

// Writes the workbook: a sheet to fill in, 填写说明, and hidden the lists and the metadata.
absl::Status WriteTemplate(const std::string& path, const TemplateContent& content);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_CAMPAIGN_TEMPLATE_WRITE_H_
