// How long one client waits for the answers to one kind of question.

#ifndef MINGCE_TESTS_BENCH_LATENCY_H_
#define MINGCE_TESTS_BENCH_LATENCY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"

namespace mingce::bench {

struct Question {
  std::string name;
  absl::Duration goal;  // the p99 that it should have; zero: none is set
  // Asks for the i-th time and waits for the answer.
  std::function<absl::Status(std::int64_t i)> ask;
};

struct Latency {
  std::string name;
  absl::Duration goal;
  std::int64_t calls = 0;
  absl::Duration p50;
  absl::Duration p99;
  absl::Duration longest;

  bool missed() const { return goal > absl::ZeroDuration() && p99 > goal; }
};

// Asks `calls` times, one after the other, and some times before that are not counted. Returns the
// first error.
absl::StatusOr<Latency> MeasureLatency(const Question& question, std::int64_t calls,
                                       const Clock& clock);

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_LATENCY_H_
