// mingcectl generate: an invented county, for demonstrations, tests and measurements.

#ifndef MINGCE_CLI_GENERATE_GENERATE_H_
#define MINGCE_CLI_GENERATE_GENERATE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct GenerateOptions {
  std::int64_t members = 0;  // 0: as many as the plan has
  std::uint64_t seed = 20'190'925;
  std::string out;
  std::string campaign_dir;
};

// Offline. Errors: USAGE, INPUT_UNREADABLE, INPUT_DAMAGED, OUTPUT_NOT_WRITTEN, those of lib/sheet.
absl::StatusOr<Answer> Generate(const Session& session, const GenerateOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_GENERATE_H_
