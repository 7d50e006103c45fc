// mingce-bench growth: what a register of a million costs whoever asks it.

#ifndef MINGCE_TESTS_BENCH_GROWTH_H_
#define MINGCE_TESTS_BENCH_GROWTH_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::bench {

struct GrowthOptions {
  std::int64_t organizations = 20'000;
  std::int64_t members = 1'000'000;
  std::uint64_t seed = 20'190'925;
  int in_flight = 4;           // calls with members
  std::int64_t calls = 1'000;  // of each question
  bool filled = false;         // by an earlier run with the same size and seed
  std::string campaign_dir = "deploy/campaigns/taoyuan-2019";
  std::string benefit = "SERIOUS_ILLNESS_RELIEF";
  std::string out;  // file for the document
};

// Fills services that have the campaign and its quota plan and nothing else (deploy/demo --bare)
// with a generated county, straight over gRPC, then asks each question `calls` times with one
// client. The answer is kRefused where a goal is missed.
absl::StatusOr<cli::Answer> MeasureGrowth(cli::Session& session, const GrowthOptions& options);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_GROWTH_H_
