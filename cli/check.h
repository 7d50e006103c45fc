// mingcectl check

#ifndef MINGCE_CLI_CHECK_H_
#define MINGCE_CLI_CHECK_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {

struct CheckOptions {
  std::string benefit;      // code or label
  std::string purpose;      // the service refuses an empty one, and is asked all the same:
  std::string case_number;  // it is the one who records who asked what for
  std::string person;       // file; "" or "-" for standard input
  std::uint64_t min_sequence = 0;
};

// The answer for a person: the decision, and the reasons as the service gives them, nothing beside.
std::string EligibilityText(const members::v1::CheckEligibilityResponse& answer, bool english);

// Asks whether one person may receive a benefit. Exit status 0 when there is an answer, whichever.
absl::StatusOr<ExitCode> CheckEligibility(Session& session, const CheckOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_CHECK_H_
