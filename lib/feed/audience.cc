#include "lib/feed/audience.h"

namespace mingce::feed {

Audience::Fetch::Fetch(Audience* audience, const std::string& identity, std::uint64_t sequence)
    : audience_(audience != nullptr && audience->members_.contains(identity) ? audience : nullptr),
      identity_(identity) {
  if (audience_ == nullptr) return;
  MutexLock lock(&audience_->mu_);
  Place& place = audience_->places_[identity_];
  place.applied = sequence;
  ++place.fetches;
}

Audience::Fetch::~Fetch() {
  if (audience_ == nullptr) return;
  MutexLock lock(&audience_->mu_);
  Place& place = audience_->places_[identity_];
  --place.fetches;
  place.left = audience_->clock_->SteadyNow();
}

bool Audience::HasHeard(std::uint64_t sequence) const {
  const absl::Duration now = clock_->SteadyNow();
  MutexLock lock(&mu_);
  for (const auto& [identity, place] : places_) {
    const bool there = place.fetches > 0 || now - place.left < kGrace;
    if (there && place.applied < sequence) return false;
  }
  return true;
}

}  // namespace mingce::feed
