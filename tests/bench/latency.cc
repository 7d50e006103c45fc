#include "tests/bench/latency.h"

#include <algorithm>
#include <vector>

#include "lib/base/status_macros.h"
#include "tests/bench/load_loop.h"

namespace mingce::bench {
namespace {

constexpr std::int64_t kNotCounted = 20;  // until connected, and what is read is in memory

}  // namespace

absl::StatusOr<Latency> MeasureLatency(const Question& question, std::int64_t calls,
                                       const Clock& clock) {
  for (std::int64_t i = 0; i < kNotCounted; ++i) MINGCE_RETURN_IF_ERROR(question.ask(i));
  std::vector<absl::Duration> took;
  for (std::int64_t i = 0; i < calls; ++i) {
    const absl::Time begin = clock.Now();
    MINGCE_RETURN_IF_ERROR(question.ask(i));
    took.push_back(clock.Now() - begin);
  }
  std::sort(took.begin(), took.end());
  return Latency{.name = question.name,
                 .goal = question.goal,
                 .calls = calls,
                 .p50 = Percentile(took, 0.50),
                 .p99 = Percentile(took, 0.99),
                 .longest = took.empty() ? absl::ZeroDuration() : took.back()};
}

}  // namespace mingce::bench
