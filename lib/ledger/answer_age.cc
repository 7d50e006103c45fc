#include "lib/ledger/answer_age.h"

#include <algorithm>

namespace mingce::ledger {
namespace {

constexpr absl::Duration kQuiet = absl::Hours(1);
constexpr absl::Duration kJump = absl::Hours(1);

}  // namespace

// Not later than the record: a machine that boots with a wrong year would forget everything.
AnswerAge::AnswerAge(absl::Time newest_recorded, absl::Time wall, absl::Duration steady)
    : base_(newest_recorded == absl::UnixEpoch() ? wall : std::min(newest_recorded, wall)),
      recorded_(std::max(newest_recorded, wall)),
      steady_base_(steady),
      last_wall_(wall),
      last_steady_(steady),
      quiet_until_(steady + kQuiet) {}

AnswerAge::Times AnswerAge::Look(absl::Time wall, absl::Duration steady) {
  if (absl::AbsDuration((wall - last_wall_) - (steady - last_steady_)) > kJump) {
    quiet_until_ = steady + kQuiet;
  }
  last_wall_ = wall;
  last_steady_ = steady;
  const absl::Duration since = steady - steady_base_;
  Times times{.recorded = std::max(wall, recorded_ + since), .oldest = std::nullopt};
  if (steady >= quiet_until_) times.oldest = std::min(wall, base_ + since);
  return times;
}

}  // namespace mingce::ledger
