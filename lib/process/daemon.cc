#include "lib/process/daemon.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "lib/kv/row_walk.h"
#include "lib/process/heads_file.h"
#include "lib/process/self_probe.h"
#include "lib/process/stop_signals.h"
#include "lib/rpc/doorkeeper.h"

namespace mingce::process {
namespace {

constexpr absl::Duration kDrainGrace = absl::Seconds(5);
constexpr std::size_t kRowsATick = 500;  // a county's store in five minutes, at 1 % of a core
constexpr int kExitToBeRestarted = 70;   // EX_SOFTWARE

void LogUnreadable(const absl::Status& status) {
  Log(LogLevel::kError, "a row of the store cannot be read",
      {{"reason", ReasonOf(status)}, {"detail", std::string(status.message())}});
}

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
  kv::RowWalk walk(serving.store);
  HeadsFile heads(serving.service, serving.config->heads_file, serving.ledger);
  const auto unread = absl::MakeCleanup([&serving] { serving.metrics->StopServing(); });
  if (!serving.metrics_listen.empty()) {
    MINGCE_RETURN_IF_ERROR(serving.metrics->Serve(serving.metrics_listen));
  }
  const auto door = std::make_shared<rpc::Doorkeeper>(
      rpc::Doorkeeper::Parts{.clock = serving.clock,
                             .authorizer = serving.authorizer,
                             .queues = serving.queues,
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
  serving.metrics->AddReading("unread_answers_cancelled_total",
                              "Calls cancelled because their answers were not read", "",
                              [queues = serving.queues] {
                                return static_cast<double>(queues->unread_answers().cancelled());
                              });
  serving.metrics->AddReading("walked_rows_total", "Rows of the store looked at by the slow walk",
                              "", [&walk] { return static_cast<double>(walk.rows()); });
  serving.metrics->AddReading("altered_tables",
                              "Tables with a row that is not as the service wrote it", "",
                              [&walk] { return static_cast<double>(walk.broken_tables()); });
  serving.metrics->AddReading("given_up_calls_total",
                              "Calls refused because their identity gives up those it begins", "",
                              [queues = serving.queues] {
                                return static_cast<double>(queues->given_up_calls().refused());
                              });
  serving.metrics->AddReading(
      "cut_connections_total",
      "Connections cut because their identity gives up the calls it begins", "",
      [queues = serving.queues] { return static_cast<double>(queues->given_up_calls().cut()); });
  heads.AddReadings(serving.metrics, serving.clock);
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
    if (const absl::Status read = walk.Step(kRowsATick); !read.ok()) LogUnreadable(read);
    serving.queues->unread_answers().CancelOverdue(serving.clock->SteadyNow());
    heads.Tick(serving.clock->Now(), serving.clock->SteadyNow());
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
