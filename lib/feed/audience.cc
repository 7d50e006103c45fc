#include "lib/feed/audience.h"

namespace mingce::feed {

Audience::Audience(const std::set<std::string>& members, const Clock* clock) : clock_(clock) {
  for (const std::string& member : members) places_[member].left = clock->SteadyNow();
}

Audience::Fetch::Fetch(Audience* audience, const std::string& identity, std::uint64_t sequence)
    : audience_(audience) {
  MutexLock lock(&audience_->mu_);
  const auto found = audience_->places_.find(identity);
  if (found == audience_->places_.end()) return;
  place_ = &found->second;
  place_->applied = sequence;
  ++place_->fetches;
}

Audience::Fetch::~Fetch() {
  if (place_ == nullptr) return;
  MutexLock lock(&audience_->mu_);
  --place_->fetches;
  place_->left = audience_->clock_->SteadyNow();
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
