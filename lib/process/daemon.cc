#include "lib/process/daemon.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "lib/process/self_probe.h"
#include "lib/process/stop_signals.h"
#include "lib/rpc/doorkeeper.h"

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

absl::Status ServeUntilStopped(const Serving& serving) {
  if (!serving.metrics_listen.empty()) {
    MINGCE_RETURN_IF_ERROR(serving.metrics->Serve(serving.metrics_listen));
  }
  const auto door = std::make_shared<rpc::Doorkeeper>(
      rpc::Doorkeeper::Parts{.clock = serving.clock,
                             .authorizer = serving.authorizer,
                             .services = {serving.services.begin(), serving.services.end()}},
      serving.metrics);
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                          rpc::Server::Start({.listen = serving.listen,
                                              .tls = serving.config->tls,
                                              .door = door,
                                              .reflection = serving.config->reflection},
                                             {serving.services.begin(), serving.services.end()}));
  serving.start_following();
  serving.config->certificates.AddReadings(serving.metrics);
  const int metrics_port = serving.metrics->port();
  Log(LogLevel::kInfo, "listening",
      {{"service", std::string(serving.service)},
       {"version", kVersion},
       {"port", absl::StrCat(server->port())},
       {"metrics_port", metrics_port == 0 ? "" : absl::StrCat(metrics_port)}});
  SelfProbe probe(serving.listen, server->port());
  WaitForStopSignal([&] {
    server->SetServing(serving.ready());
    serving.config->certificates.Tick(serving.clock->Now());
    if (serving.audit != nullptr) serving.audit->EnterCounted();
    if (probe.Tick(SelfProbe::Steady::now())) LeaveDeaf();
  });

  Log(LogLevel::kInfo, "stopping");
  server->SetServing(false);
  // A follower's long poll, or ours, would hold the shutdown up.
  if (serving.ledger != nullptr) serving.ledger->ReleaseWaiters();
  serving.stop_following();
  server->Shutdown(kDrainGrace);
  serving.queues->Drain();
  if (serving.audit != nullptr) serving.audit->EnterCounted(/*everything=*/true);
  if (serving.ledger != nullptr) serving.ledger->Drain();
  Log(LogLevel::kInfo, "stopped");
  return absl::OkStatus();
}

}  // namespace mingce::process
