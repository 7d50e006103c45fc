// mingcectl check

#ifndef MINGCE_CLI_MEMBER_CHECK_H_
#define MINGCE_CLI_MEMBER_CHECK_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {

struct CheckOptions {
  std::string benefit;      // code, label or alias
  std::string purpose;      // the service refuses an empty one, and is asked even then:
  std::string case_number;  // it is the one who records who asked what for
  std::string person;       // file; "" or "-" for standard input
  std::uint64_t min_sequence = 0;
};

// The decision, and the reasons as the service gives them, nothing beside.
View EligibilityView(members::v1::CheckEligibilityResponse response);

// Asks whether one person may receive a benefit. Exit status 0 when there is an answer, whichever.
absl::StatusOr<Answer> CheckEligibility(Session& session, const CheckOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MEMBER_CHECK_H_
