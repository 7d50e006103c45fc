// mingcectl report attainment

#ifndef MINGCE_CLI_REPORT_ATTAINMENT_H_
#define MINGCE_CLI_REPORT_ATTAINMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

struct ReportAttainmentOptions {
  std::string campaign;  // "" for the only one
  std::string as_of;
  std::string format = "table";  // table, json, csv or xlsx
  std::string out;               // "" for standard output; needed for xlsx
  std::uint64_t min_registry = 0;
  std::uint64_t min_members = 0;
  // Asks registry and members how far they are, and reporting for figures from there on.
  bool wait = false;
};

absl::StatusOr<ExitCode> ReportAttainment(Session& session, const ReportAttainmentOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_REPORT_ATTAINMENT_H_
