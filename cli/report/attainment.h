// mingcectl report attainment

#ifndef MINGCE_CLI_REPORT_ATTAINMENT_H_
#define MINGCE_CLI_REPORT_ATTAINMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct ReportAttainmentOptions {
  std::string campaign;          // "" for the only one
  std::string as_of;             // day; "" for that of known_at
  std::string known_at;          // moment; "" for now
  std::string tree_basis;        // at-date, current or at-event; "" for the service's own
  std::string format = "table";  // table, json, csv or xlsx
  std::string out;               // "" for standard output; needed for xlsx
  std::uint64_t min_registry = 0;
  std::uint64_t min_members = 0;
  // Asks registry and members how far they are, and reporting for figures from there on.
  bool wait = false;
};

// The format to write: with `json`, JSON on standard output; a file gets what --format says.
// Errors: USAGE when both want standard output, or a workbook would.
absl::StatusOr<std::string> AttainmentFormat(const ReportAttainmentOptions& options, bool json);

absl::StatusOr<Answer> ReportAttainment(Session& session, const ReportAttainmentOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_REPORT_ATTAINMENT_H_
