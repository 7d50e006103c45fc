// What a run reports to people about its files, as it goes.

#ifndef MINGCE_CLI_IMPORT_REPORT_FILE_H_
#define MINGCE_CLI_IMPORT_REPORT_FILE_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "cli/import/outcome.h"
#include "cli/run/session.h"

namespace mingce::cli {

// Notices, the first errors and the counts of one file, on standard error.
void ReportFile(const Session& session, const FileOutcome& outcome);

// The result workbook of a file, or why there is none, on standard error.
void ReportResult(const Session& session, const FileOutcome& outcome);

struct RunFacts {
  bool dry_run = false;
  bool cut_short = false;  // a service was lost
  absl::Duration elapsed;
};

// "导入完成：56 个文件，读取 37689 行：…；用时 4.1 秒，9142 行/秒".
Sentence SummaryText(const std::vector<FileOutcome>& outcomes, const RunFacts& facts);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_REPORT_FILE_H_
