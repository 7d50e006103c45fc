// One run of 'mingcectl import': files in, rows sent in pieces of 500, answers collected, a report.
//
// Every file is read and mapped whole before its first row is sent; meanwhile the next file is
// read. A file that is refused is reported and leaves the others alone; when a service is lost the
// files after are reported as not started. Whatever happens once a row was sent, the report comes.
// Calls are repeatable: after an interruption run the same command again, and rows already taken
// come back as unchanged.

#ifndef MINGCE_CLI_IMPORT_JOB_H_
#define MINGCE_CLI_IMPORT_JOB_H_

#include "absl/status/statusor.h"
#include "cli/import/plan.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

// Errors: USAGE, OUTPUT_EXISTS, FILE_NOT_WRITTEN for --errors, before anything is sent; what is
// wrong with a file or a row is in the report.
absl::StatusOr<Answer> RunImport(const Session& session, const ImportOptions& options,
                                 const ImportPlan& plan);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_JOB_H_
