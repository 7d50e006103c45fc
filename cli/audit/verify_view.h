// What `audit verify` shows: a line for each log of each service, and what is wrong.

#ifndef MINGCE_CLI_AUDIT_VERIFY_VIEW_H_
#define MINGCE_CLI_AUDIT_VERIFY_VIEW_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "cli/audit/log_check.h"
#include "cli/show/view.h"

namespace mingce::cli {

// What one service answered. Not OK: it could not be asked to the end, and logs are missing.
struct ServiceProof {
  std::string service;  // "registry"
  std::string title_zh;
  absl::Status status = absl::OkStatus();
  std::vector<std::pair<Sentence, LogReport>> logs = {};  // by what they are called
};

// Findings of one log that are shown to people; programs get all of them.
inline constexpr std::size_t kMostShown = 20;

bool IsWhole(const std::vector<ServiceProof>& proofs);

View ProofsView(std::vector<ServiceProof> proofs);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_AUDIT_VERIFY_VIEW_H_
