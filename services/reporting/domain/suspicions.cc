#include "services/reporting/domain/suspicions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace mingce::reporting {

void Suspicions::Note(Feed feed, std::uint64_t since, absl::Time recorded) {
  SetBack& set_back = set_backs_[IndexOf(feed)][since];
  ++set_back.facts;
  set_back.first = std::min(set_back.first, recorded);
  set_back.last = std::max(set_back.last, recorded);
}

bool Suspicions::Put(const ClockConfirmed& confirmed) {
  return confirmed_.try_emplace(confirmed.event, confirmed.recorded).second;
}

std::string Suspicions::EventOf(Feed feed, std::uint64_t since) const {
  const std::string& epoch = epochs_[IndexOf(feed)];
  return epoch.empty() ? "" : absl::StrCat(epoch, "-", since);
}

std::optional<Confirmed> Suspicions::ConfirmedAt(absl::Time known_at) const {
  Confirmed result;
  bool all = true;
  for (const Feed feed : kFeeds) {
    for (const auto& [since, set_back] : set_backs_[IndexOf(feed)]) {
      const auto said = confirmed_.find(EventOf(feed, since));
      if (said != confirmed_.end() && said->second <= known_at) {
        result[IndexOf(feed)].insert(since);
      } else {
        all = false;
      }
    }
  }
  return all ? std::nullopt : std::optional(std::move(result));
}

std::vector<SetBack> Suspicions::All() const {
  std::vector<SetBack> all;
  for (const Feed feed : kFeeds) {
    for (const auto& [since, set_back] : set_backs_[IndexOf(feed)]) {
      SetBack& one = all.emplace_back(set_back);
      one.feed = feed;
      one.event = EventOf(feed, since);
      one.confirmed = confirmed_.contains(one.event);
    }
  }
  return all;
}

}  // namespace mingce::reporting
