#include "lib/rpc/doorkeeper.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/base/log.h"

namespace mingce::rpc {
namespace {

constexpr std::uint32_t kWholeWay = 20;  // refused calls of one caller, a minute
// Somebody whose role has ended tries to connect every two seconds, for days.
constexpr absl::Duration kBetweenLines = absl::Hours(1);

void LogRefused(const std::string& identity, std::uint32_t times) {
  Log(LogLevel::kWarning, "connections refused: the identity has no role",
      {{"identity", identity}, {"times", absl::StrCat(times)}});
}

}  // namespace

Doorkeeper::Doorkeeper(Parts parts, Metrics* metrics)
    : refused_connections_(std::make_shared<std::atomic<std::uint64_t>>(0)),
      parts_(std::move(parts)),
      said_(1, kBetweenLines),
      calls_(kWholeWay) {
  metrics->AddReading("refused_connections_total",
                      "Connections refused because their identity has no role", "",
                      [count = refused_connections_] { return static_cast<double>(*count); });
}

bool Doorkeeper::LetsIn(absl::string_view identity) {
  MutexLock lock(&mu_);
  if (closed_) return false;
  if (!parts_.authorizer->IsStranger(identity, BeijingDay(parts_.clock->Now()))) return true;
  ++*refused_connections_;
  SayRefused(identity);
  return false;
}

// One line an hour and identity: the first refusal at once, those that follow it by their number.
void Doorkeeper::SayRefused(absl::string_view identity) {
  const absl::Duration now = parts_.clock->SteadyNow();
  for (const RefusalThinner::Counted& counted : said_.TakeCounted(now)) {
    LogRefused(counted.actor, counted.count);
  }
  const std::string name(identity);
  if (said_.StandsForItself(name, now)) LogRefused(name, 1);
}

absl::Status Doorkeeper::CheckCall(absl::string_view identity, absl::string_view path) {
  MutexLock lock(&mu_);
  if (closed_) return absl::OkStatus();  // the server ends this call
  for (const Service* service : parts_.services) {
    const absl::Status refusal = service->CheckUnread(path, identity);
    if (refusal.ok()) continue;
    if (GoesTheWholeWay(identity)) break;
    service->RecordUnread(path, identity, refusal);
    return refusal;
  }
  return absl::OkStatus();
}

bool Doorkeeper::GoesTheWholeWay(absl::string_view identity) {
  const absl::Duration now = parts_.clock->SteadyNow();
  if (now - calls_swept_ >= absl::Minutes(1)) {
    (void)calls_.TakeCounted(now);  // counted where calls are
    calls_swept_ = now;
  }
  return calls_.StandsForItself(std::string(identity), now);
}

void Doorkeeper::Close() {
  MutexLock lock(&mu_);
  closed_ = true;
}

}  // namespace mingce::rpc
