// When a thing was recorded, and whether the machine's clock can be believed about it.
//
// The writer records at what the clock says. It cannot know the true time, but it knows the order:
// what is recorded after another thing was recorded later, whatever the clock says. So what bears a
// time more than a minute before one that is in the log already is suspect: one of the two times is
// wrong, and if it is this one, the thing was recorded later than it says. Times that are ahead are
// not marked when they are recorded, for nothing is known against them then.

#ifndef MINGCE_LIB_LEDGER_RECORDED_TIME_H_
#define MINGCE_LIB_LEDGER_RECORDED_TIME_H_

#include <cstdint>

#include "absl/time/time.h"

namespace mingce::ledger {

struct HeadRecord;

struct RecordedTime {
  absl::Time time;
  // Not 0: suspect. The sequence of the first event after the clock was set back, the same for all
  // until it is set back again: so one answer to "was the clock right then?" is about all of them.
  std::uint64_t suspect_since = 0;

  friend bool operator==(const RecordedTime&, const RecordedTime&) = default;
};

// What is recorded by a clock that says `wall`, after all that `head` tells of; puts into `head`
// what the next one has to know. A clock that is corrected by up to a minute is not set back.
RecordedTime RecordAt(absl::Time wall, HeadRecord* head);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_RECORDED_TIME_H_
