// Filling a register with a generated county, and what that took.

#ifndef MINGCE_TESTS_BENCH_FILL_H_
#define MINGCE_TESTS_BENCH_FILL_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/run/connection.h"
#include "cli/run/session.h"
#include "tests/bench/generated_calls.h"

namespace mingce::bench {

struct FillFigures {
  std::int64_t organizations = 0;
  std::int64_t members = 0;
  absl::Duration organizations_took;
  absl::Duration members_took;
  // From the last member's answer until all three services had applied everything.
  absl::Duration catching_up_took;
  // A row of a call of organisations, of whole calls in their order.
  std::vector<absl::Duration> organization_row;
};

// What a row of the thousand from the `first` on took; zero where there are fewer.
absl::Duration RowOfThousand(const FillFigures& figures, std::size_t first);
// The same of the last thousand.
absl::Duration RowOfLastThousand(const FillFigures& figures);

// Organisations one call after the other, members `in_flight` calls at a time. Says how far it is.
// Errors: those of the calls, and SOURCE_BEHIND.
absl::StatusOr<FillFigures> FillRegister(const cli::Session& session,
                                         const cli::Connection& connection, int in_flight,
                                         GeneratedCalls* calls);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_FILL_H_
