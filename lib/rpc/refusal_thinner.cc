#include "lib/rpc/refusal_thinner.h"

namespace mingce::rpc {

RefusalThinner::Minute& RefusalThinner::MinuteOf(const std::string& actor, absl::Duration now) {
  const auto known = minutes_.find(actor);
  if (known != minutes_.end()) return known->second;
  const bool full = minutes_.size() >= kMostActors;
  return minutes_.try_emplace(full ? std::string() : actor, Minute{.begin = now}).first->second;
}

// A minute that is over keeps its count until TakeCounted; its caller may stand for himself again.
bool RefusalThinner::StandsForItself(const std::string& actor, absl::Duration now) {
  Minute& minute = MinuteOf(actor, now);
  if (now - minute.begin >= absl::Minutes(1) && minute.counted == 0) minute = Minute{.begin = now};
  if (++minute.seen <= in_full_) return true;
  ++minute.counted;
  return false;
}

void RefusalThinner::Count(const std::string& actor, std::uint32_t more, absl::Duration now) {
  MinuteOf(actor, now).counted += more;
}

std::vector<RefusalThinner::Counted> RefusalThinner::TakeCounted(absl::Duration now) {
  std::vector<Counted> counted;
  absl::erase_if(minutes_, [&](const auto& actor_minute) {
    const auto& [actor, minute] = actor_minute;
    if (now - minute.begin < absl::Minutes(1)) return false;
    if (minute.counted > 0) counted.push_back({.actor = actor, .count = minute.counted});
    return true;
  });
  return counted;
}

}  // namespace mingce::rpc
