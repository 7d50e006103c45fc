// Benefits as people name them. The members service knows them by code only, and a benefit system
// may not read the registry's lists: so the labels of the list `benefit` are here as well.

#ifndef MINGCE_CLI_MEMBER_BENEFIT_H_
#define MINGCE_CLI_MEMBER_BENEFIT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::cli {

// The code that a label ("金秋助学") or an alias means; any other text as it is, for the service to judge.
std::string BenefitCode(absl::string_view input);

// The service's BENEFIT_UNKNOWN with the codes and labels there are; any other status as it is.
absl::Status WithBenefits(const absl::Status& status);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MEMBER_BENEFIT_H_
