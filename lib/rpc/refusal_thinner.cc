#include "lib/rpc/refusal_thinner.h"

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"

namespace mingce::rpc {

RefusalThinner::Span& RefusalThinner::SpanOf(const std::string& actor, absl::Duration now) {
  const auto known = spans_.find(actor);
  if (known != spans_.end()) return known->second;
  const bool full = spans_.size() >= kMostActors;
  return spans_.try_emplace(full ? std::string() : actor, Span{.begin = now}).first->second;
}

// A span that is over keeps its count until TakeCounted; its caller may stand for himself again.
bool RefusalThinner::StandsForItself(const std::string& actor, absl::Duration now) {
  Span& span = SpanOf(actor, now);
  if (now - span.begin >= span_ && span.counted == 0) span = Span{.begin = now};
  if (++span.seen <= in_full_) return true;
  ++span.counted;
  return false;
}

void RefusalThinner::Count(const std::string& actor, std::uint32_t more, absl::Duration now) {
  SpanOf(actor, now).counted += more;
}

std::vector<RefusalThinner::Counted> RefusalThinner::TakeCounted(absl::Duration now) {
  std::vector<Counted> counted;
  absl::erase_if(spans_, [&](const auto& actor_span) {
    const auto& [actor, span] = actor_span;
    if (now - span.begin < span_) return false;
    if (span.counted > 0) counted.push_back({.actor = actor, .count = span.counted});
    return true;
  });
  return counted;
}

void RareWarning::Say(const std::string& identity, absl::Duration now) {
  const auto log = [this](const std::string& whose, std::uint32_t times) {
    Log(LogLevel::kWarning, message_, {{"identity", whose}, {"times", absl::StrCat(times)}});
  };
  for (const RefusalThinner::Counted& counted : said_.TakeCounted(now)) {
    log(counted.actor, counted.count);
  }
  if (said_.StandsForItself(identity, now)) log(identity, 1);
}

}  // namespace mingce::rpc
