#include "lib/ledger/recorded_time.h"

#include <algorithm>

#include "lib/ledger/records.h"

namespace mingce::ledger {
namespace {

constexpr std::int64_t kCorrection = 60'000'000;  // microseconds

}  // namespace

RecordedTime RecordAt(absl::Time wall, HeadRecord* head) {
  const std::int64_t now = absl::ToUnixMicros(wall);
  if (now < head->spell_micros - kCorrection) {
    head->spell_since = head->event_sequence + 1;
    head->spell_micros = now;
  }
  const bool is_suspect = now < head->time_micros - kCorrection;
  head->spell_micros = std::max(head->spell_micros, now);
  head->time_micros = std::max(head->time_micros, now);
  return {.time = wall, .suspect_since = is_suspect ? head->spell_since : 0};
}

}  // namespace mingce::ledger
