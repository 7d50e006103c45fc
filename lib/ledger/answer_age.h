// How old a stored answer is, on a machine whose wall clock may be set at any time.
//
// A request that comes again after its answer was forgotten is carried out a second time. So
// answers are counted old by the slower of two clocks: the wall, and one that goes on from where
// the record left off by the steady clock. They are counted young by the faster. A wrong clock
// makes answers live longer, never shorter; what is lost is some space until the next start.

#ifndef MINGCE_LIB_LEDGER_ANSWER_AGE_H_
#define MINGCE_LIB_LEDGER_ANSWER_AGE_H_

#include <optional>

#include "absl/time/time.h"

namespace mingce::ledger {

// Used on one thread.
class AnswerAge {
 public:
  // `newest_recorded`: the newest time in the store; the Unix epoch when it has none. `wall` and
  // `steady` are now.
  AnswerAge(absl::Time newest_recorded, absl::Time wall, absl::Duration steady);

  struct Times {
    absl::Time recorded;               // what an answer given now is dated
    std::optional<absl::Time> oldest;  // ages are counted back from it; absent: forget nothing now
  };
  // Looks at both clocks. Nothing is forgotten in the first hour, while a clock may still be put
  // right after a start, nor in the hour after the wall moved more than an hour against the steady
  // clock since the look before.
  Times Look(absl::Time wall, absl::Duration steady);

 private:
  const absl::Time base_;      // the slower clock when it began
  const absl::Time recorded_;  // the faster one
  const absl::Duration steady_base_;
  absl::Time last_wall_;
  absl::Duration last_steady_;
  absl::Duration quiet_until_;
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_ANSWER_AGE_H_
