// A call's rows as the import requests of both services carry them, and their answers back.

#ifndef MINGCE_CLI_IMPORT_WIRE_H_
#define MINGCE_CLI_IMPORT_WIRE_H_

#include <string>
#include <utility>
#include <vector>

#include "cli/import/outcome.h"
#include "lib/intake/form_rows.h"

namespace mingce::cli {

// `Request` is ImportMembersRequest or ImportOrganizationsRequest.
template <typename Request>
Request ToRequest(const intake::FormRows& sent, const std::string& request_id,
                  const std::string& campaign, bool validate_only) {
  Request request;
  request.set_campaign(campaign);
  request.mutable_columns()->Assign(sent.columns.begin(), sent.columns.end());
  request.set_request_id(request_id);
  request.set_validate_only(validate_only);
  for (const intake::FormRow& row : sent.rows) {
    auto* out = request.add_rows();
    out->set_number(row.number);
    out->mutable_cells()->Assign(row.cells.begin(), row.cells.end());
    out->mutable_numeric_columns()->Assign(row.numeric_columns.begin(), row.numeric_columns.end());
  }
  return request;
}

// Takes the answers out of an ImportMembersResponse or ImportOrganizationsResponse.
template <typename Response>
std::vector<RowAnswer> TakeAnswers(Response response) {
  std::vector<RowAnswer> answers;
  for (auto& result : *response.mutable_results()) {
    RowAnswer answer{.number = result.number(), .outcome = result.outcome(), .findings = {}};
    for (type::Finding& finding : *result.mutable_findings()) {
      answer.findings.push_back(std::move(finding));
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_WIRE_H_
