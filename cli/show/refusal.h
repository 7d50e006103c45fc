// How the tool itself refuses, as opposed to a service or a library: domain "mingce.cli". Messages
// name files, options, rows and headers; never what a cell of a person holds.

#ifndef MINGCE_CLI_SHOW_REFUSAL_H_
#define MINGCE_CLI_SHOW_REFUSAL_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

// `reason` stands in docs/api.md.
absl::Status Refusal(absl::StatusCode code, const char* reason, const Sentence& sentence,
                     std::map<std::string, std::string> metadata = {});

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_REFUSAL_H_
