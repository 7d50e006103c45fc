// Clients that ask one question after the other for a while, without a thread each.

#ifndef MINGCE_TESTS_BENCH_LOAD_LOOP_H_
#define MINGCE_TESTS_BENCH_LOAD_LOOP_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "lib/base/clock.h"

namespace mingce::bench {

struct LoadResult {
  std::int64_t answered = 0;
  std::int64_t failed = 0;
  std::string first_failure;  // the transport's or the service's words
  double seconds = 0;
  absl::Duration p50;
  absl::Duration p99;

  double rate() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
};

// Begins one call of client `index`; `done` is called exactly once, from any thread, never before
// the function returns on the same stack.
using BeginCall = std::function<void(std::size_t index, grpc::ClientContext* context,
                                     std::function<void(grpc::Status)> done)>;

// Runs `clients` at once for `duration`; returns when the last answer is there.
LoadResult RunLoad(std::size_t clients, absl::Duration duration, const Clock& clock,
                   const BeginCall& begin);

// The value below which `share` (0 to 1) of the sorted values lie; zero for none.
absl::Duration Percentile(const std::vector<absl::Duration>& sorted, double share);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_LOAD_LOOP_H_
