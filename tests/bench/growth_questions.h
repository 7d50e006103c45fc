// What people and systems ask all day of a register, with what they may wait for it.

#ifndef MINGCE_TESTS_BENCH_GROWTH_QUESTIONS_H_
#define MINGCE_TESTS_BENCH_GROWTH_QUESTIONS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/generate/county.h"
#include "cli/run/connection.h"
#include "mingce/members/v1/members_service.pb.h"
#include "tests/bench/latency.h"

namespace mingce::bench {

// About what the register holds, at least one of each.
struct AskedAbout {
  std::string campaign;
  std::string county;  // name of the county federation
  std::vector<cli::GeneratedUnion> unions;
  std::vector<members::v1::PersonKey> persons;
  std::string benefit;
};

// `connection` outlives the questions. Errors: those of LookupOrganization, by which the names of
// the unions are found.
absl::StatusOr<std::vector<Question>> GrowthQuestions(const cli::Connection& connection,
                                                      const AskedAbout& about);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_GROWTH_QUESTIONS_H_
