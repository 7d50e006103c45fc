#include "cli/show/refusal.h"

#include <utility>

#include "lib/base/error.h"

namespace mingce::cli {

absl::Status Refusal(absl::StatusCode code, const char* reason, const Sentence& sentence,
                     std::map<std::string, std::string> metadata) {
  return MakeError(code, sentence.en, {reason, "mingce.cli", sentence.zh, std::move(metadata)});
}

}  // namespace mingce::cli
