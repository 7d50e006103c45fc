// Which times of recording are suspect, and what was said of them.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_SUSPICIONS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_SUSPICIONS_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/knowledge.h"

namespace mingce::reporting {

// A time at which the clock of a feed's source was set back.
struct SetBack {
  Feed feed = Feed::kRegistry;
  std::string event;       // id of the first event after it; "" as long as the epoch is not known
  std::int64_t facts = 0;  // versions of organisations or memberships whose time is suspect by it
  absl::Time first = absl::InfiniteFuture();  // the times these bear
  absl::Time last = absl::InfinitePast();
  bool confirmed = false;

  friend bool operator==(const SetBack&, const SetBack&) = default;
};

// Thread-compatible. Costs nothing as long as no clock was set back.
class Suspicions {
 public:
  // Versions that are new. Those of which the time is not suspect are passed over.
  template <typename Value>
  void Note(Feed feed, const history::Version<Value>& version) {
    if (version.suspect_since != 0) Note(feed, version.suspect_since, version.recorded);
  }

  // The stream that a feed is. One feed is one stream as long as the process lives.
  void SetEpoch(Feed feed, std::string epoch) { epochs_[IndexOf(feed)] = std::move(epoch); }

  // False, and nothing happens, where that is confirmed already.
  bool Put(const ClockConfirmed& confirmed);

  // What is believed at `known_at` in a question that asks whether somebody was on time: absent
  // where no time is suspect any more.
  std::optional<Confirmed> ConfirmedAt(absl::Time known_at) const;

  // All, the registry's first, by sequence.
  std::vector<SetBack> All() const;

 private:
  void Note(Feed feed, std::uint64_t since, absl::Time recorded);
  std::string EventOf(Feed feed, std::uint64_t since) const;

  std::array<std::map<std::uint64_t, SetBack>, 2> set_backs_;  // by feed, then first event
  std::array<std::string, 2> epochs_;
  std::map<std::string, absl::Time> confirmed_;  // by event; since when that is known
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_SUSPICIONS_H_
