#include "lib/rpc/doorkeeper.h"

#include <algorithm>
#include <string>
#include <utility>

#include "lib/base/day.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {
namespace {

constexpr std::uint32_t kWholeWay = 20;  // refused calls of one caller, a minute

}  // namespace

Doorkeeper::Doorkeeper(Parts parts, Metrics* metrics)
    : refused_connections_(std::make_shared<std::atomic<std::uint64_t>>(0)),
      parts_(std::move(parts)),
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
  no_role_.Say(std::string(identity), parts_.clock->SteadyNow());
  return false;
}

absl::Status Doorkeeper::CheckCall(absl::string_view identity, absl::string_view path) {
  MutexLock lock(&mu_);
  if (closed_) return absl::OkStatus();  // the server ends this call
  const absl::Duration now = parts_.clock->SteadyNow();
  GivenUpCalls& given_up = parts_.queues->given_up_calls();
  const bool is_ours = std::any_of(parts_.services.begin(), parts_.services.end(),
                                   [path](const Service* service) { return service->Has(path); });
  if (!is_ours) return given_up.BeginOther(identity, now) ? absl::OkStatus() : CallsGivenUp();
  if (!given_up.Begin(identity, now)) return CallsGivenUp();
  for (const Service* service : parts_.services) {
    const absl::Status refusal = service->CheckUnread(path, identity);
    if (refusal.ok()) continue;
    no_right_.Say(std::string(identity), now);
    if (GoesTheWholeWay(identity)) break;
    // Whoever is refused thousands of times a second goes on until he is seen to send nothing.
    if (!given_up.GiveBackUnread(identity, now) && given_up.HasTooMany(identity)) break;
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
