// mingce-bench check: how many eligibility checks a second, beside what the wire alone allows.

#ifndef MINGCE_TESTS_BENCH_CHECK_H_
#define MINGCE_TESTS_BENCH_CHECK_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::bench {

struct CheckOptions {
  int clients = 64;
  int seconds = 5;      // of each of the two measurements
  std::string persons;  // persons.jsonl
  std::string benefit = "SERIOUS_ILLNESS_RELIEF";
};

// Measures CheckEligibility, then a bare callback echo over mutual TLS with messages of the same
// sizes, served by this process with certificates of its own. Both are asked by the same number of
// clients over the same number of connections.
absl::StatusOr<cli::Answer> MeasureCheck(cli::Session& session, const CheckOptions& options);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_CHECK_H_
