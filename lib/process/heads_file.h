// The newest heads of a service's chains, handed to somebody outside.
//
// A chain shows what was changed inside of it, not what was cut off its end. Who keeps an older
// head can tell: the log has to reach it (`mingcectl store check --heads`). So the file belongs
// where the keepers of the service cannot write to it later: a folder of another machine, or one
// that somebody else takes from every day.

#ifndef MINGCE_LIB_PROCESS_HEADS_FILE_H_
#define MINGCE_LIB_PROCESS_HEADS_FILE_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/metrics.h"

namespace mingce::process {

// A line of the file is a JSON object with time, service, epoch, events, event_hash, audit_entries
// and audit_hash; numbers as text, hashes in 64 hexadecimal digits. Tick is for one thread.
class HeadsFile {
 public:
  // Does nothing without a path or without a ledger, which outlives it.
  HeadsFile(absl::string_view service, std::string path, const ledger::Ledger* ledger);

  // Appends a line and syncs it when there is a new head and the last line is a minute or a
  // thousand audit entries old. Where that fails, says so in the log once an hour and tries again
  // at the next minute. `steady` is of the steady clock.
  void Tick(absl::Time now, absl::Duration steady);

  // mingce_<service>_heads_held_back_seconds: for how long there has been a head that is not in the
  // file. `clock` and the object outlive the serving of `metrics`.
  void AddReadings(rpc::Metrics* metrics, const Clock* clock) const;

 private:
  bool IsDue(std::uint64_t entries, absl::Duration steady) const;

  const std::string service_;
  const std::string path_;
  const ledger::Ledger* const ledger_;
  std::string written_;  // the last line but for its time
  std::uint64_t entries_written_ = 0;
  absl::Duration tried_ = -absl::InfiniteDuration();
  absl::Duration said_ = -absl::InfiniteDuration();
  // Nanoseconds of the steady clock; 0 while the file has the newest.
  std::atomic<std::int64_t> held_back_since_ = 0;
};

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_HEADS_FILE_H_
