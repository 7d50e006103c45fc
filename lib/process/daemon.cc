#include "lib/process/daemon.h"

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"
#include "lib/base/version.h"
#include "lib/process/self_probe.h"
#include "lib/process/stop_signals.h"

namespace mingce::process {
namespace {

constexpr absl::Duration kDrainGrace = absl::Seconds(5);
constexpr int kExitToBeRestarted = 70;  // EX_SOFTWARE

[[noreturn]] void LeaveDeaf() {
  Log(LogLevel::kError, "no connections are taken any more, leaving", {});
  std::_Exit(kExitToBeRestarted);
}

}  // namespace

void LeaveAfterStoreError(const absl::Status& status) {
  Log(LogLevel::kError, "the store failed, leaving",
      {{"status", absl::StatusCodeToString(status.code())},
       {"detail", std::string(status.message())}});
  std::_Exit(kExitToBeRestarted);
}

void ServeUntilStopped(const Serving& serving) {
  serving.certificates->AddReadings(serving.metrics);
  const int metrics_port = serving.metrics->port();
  Log(LogLevel::kInfo, "listening",
      {{"service", std::string(serving.service)},
       {"version", kVersion},
       {"port", absl::StrCat(serving.server->port())},
       {"metrics_port", metrics_port == 0 ? "" : absl::StrCat(metrics_port)}});
  SelfProbe probe(serving.listen, serving.server->port());
  WaitForStopSignal([&] {
    serving.server->SetServing(serving.ready());
    serving.certificates->Tick(serving.clock->Now());
    if (serving.audit != nullptr) serving.audit->EnterCounted();
    if (probe.Tick(SelfProbe::Steady::now())) LeaveDeaf();
  });

  Log(LogLevel::kInfo, "stopping");
  serving.server->SetServing(false);
  // A follower's long poll, or ours, would hold the shutdown up.
  if (serving.ledger != nullptr) serving.ledger->ReleaseWaiters();
  if (serving.stop_following) serving.stop_following();
  serving.server->Shutdown(kDrainGrace);
  serving.queues->Drain();
  if (serving.audit != nullptr) serving.audit->EnterCounted(/*everything=*/true);
  if (serving.ledger != nullptr) serving.ledger->Drain();
  Log(LogLevel::kInfo, "stopped");
}

}  // namespace mingce::process
