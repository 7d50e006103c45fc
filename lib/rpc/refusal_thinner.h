// Which refusals are entered in the audit log one by one, so that a caller who is refused a
// thousand times a second fills neither the log nor the disk, and is not forgotten either.

#ifndef MINGCE_LIB_RPC_REFUSAL_THINNER_H_
#define MINGCE_LIB_RPC_REFUSAL_THINNER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"

namespace mingce::rpc {

// Of each actor the first `in_full` refusals of a span stand for themselves, the others are
// counted. Thread-compatible. Times are of the steady clock.
class RefusalThinner {
 public:
  struct Counted {
    std::string actor;  // "": of actors beyond the most that are told apart
    std::uint32_t count;
  };

  static constexpr std::size_t kMostActors = 10'000;

  explicit RefusalThinner(std::uint32_t in_full = 20, absl::Duration span = absl::Minutes(1))
      : in_full_(in_full), span_(span) {}

  // Whether this one stands for itself; else it was counted.
  bool StandsForItself(const std::string& actor, absl::Duration now);

  // Counts `more` that could not be written down.
  void Count(const std::string& actor, std::uint32_t more, absl::Duration now);

  // What was counted in spans that are over; with InfiniteDuration, everything. Not called often
  // enough, an actor stays without a refusal that stands for itself.
  std::vector<Counted> TakeCounted(absl::Duration now);

 private:
  struct Span {
    absl::Duration begin;
    std::uint32_t seen = 0;
    std::uint32_t counted = 0;
  };
  Span& SpanOf(const std::string& actor, absl::Duration now);

  const std::uint32_t in_full_;
  const absl::Duration span_;
  absl::flat_hash_map<std::string, Span> spans_;
};

// A warning that the log has once an hour and identity: the first at once, those that follow it by
// their number. For what somebody tries every two seconds, for days. Thread-compatible.
class RareWarning {
 public:
  explicit RareWarning(std::string message) : message_(std::move(message)) {}

  // It was so again, for `identity`. `now` is of the steady clock.
  void Say(const std::string& identity, absl::Duration now);

 private:
  const std::string message_;
  RefusalThinner said_{1, absl::Hours(1)};
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_REFUSAL_THINNER_H_
