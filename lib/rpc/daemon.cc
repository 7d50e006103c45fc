#include "lib/rpc/daemon.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/version.h"

namespace mingce::rpc {
namespace {

constexpr absl::Duration kDrainGrace = absl::Seconds(5);
constexpr int kExitStoreFailed = 70;  // EX_SOFTWARE

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Waits for SIGTERM or SIGINT, calling `tick` at once and about every 200 ms.
void WaitForStopSignal(const std::function<void()>& tick) {
  const sigset_t signals = StopSignals();
  const timespec pause{.tv_sec = 0, .tv_nsec = 200'000'000};
  do {
    tick();
  } while (sigtimedwait(&signals, nullptr, &pause) < 0);
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

absl::Status CheckFlags(const std::vector<std::pair<std::string, std::string>>& required,
                        const std::vector<char*>& leftovers) {
  if (leftovers.size() > 1) {
    return MakeError(
        absl::StatusCode::kInvalidArgument,
        absl::StrCat("unknown argument: ", leftovers[1], " (see --help)"),
        {.reason = "ARGUMENT_UNKNOWN",
         .domain = "mingce.rpc",
         .message_zh = absl::StrCat("无法识别的参数：", leftovers[1], "（见 --help）")});
  }
  for (const auto& [name, value] : required) {
    if (value.empty()) {
      return MakeError(absl::StatusCode::kInvalidArgument,
                       absl::StrCat("the flag --", name, " is required (see --help)"),
                       {.reason = "FLAG_MISSING",
                        .domain = "mingce.rpc",
                        .message_zh = absl::StrCat("缺少必需的参数 --", name, "（见 --help）"),
                        .metadata = {{"flag", name}}});
    }
  }
  return absl::OkStatus();
}

int RefuseToStart(absl::string_view service, const absl::Status& why) {
  const std::string reason = ReasonOf(why);
  const std::string text =
      absl::StrCat("mingce-", service, " 无法启动：", MessageFor(why, /*english=*/false), "\n",
                   "mingce-", service, " does not start: ", why.message(),
                   reason.empty() ? std::string() : absl::StrCat(" [", reason, "]"), "\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
  return 1;
}

void LeaveAfterStoreError(const absl::Status& status) {
  Log(LogLevel::kError, "the store failed, leaving",
      {{"status", absl::StatusCodeToString(status.code())},
       {"detail", std::string(status.message())}});
  std::_Exit(kExitStoreFailed);
}

void ServeUntilStopped(const Serving& serving) {
  const int metrics_port = serving.metrics->port();
  Log(LogLevel::kInfo, "listening",
      {{"service", std::string(serving.service)},
       {"version", kVersion},
       {"port", absl::StrCat(serving.server->port())},
       {"metrics_port", metrics_port == 0 ? "" : absl::StrCat(metrics_port)}});
  WaitForStopSignal([&] { serving.server->SetServing(serving.ready()); });

  Log(LogLevel::kInfo, "stopping");
  serving.server->SetServing(false);
  // A follower's long poll, or ours, would hold the shutdown up.
  if (serving.ledger != nullptr) serving.ledger->ReleaseWaiters();
  if (serving.stop_following) serving.stop_following();
  serving.server->Shutdown(kDrainGrace);
  serving.queues->Drain();
  if (serving.ledger != nullptr) serving.ledger->Drain();
  Log(LogLevel::kInfo, "stopped");
}

}  // namespace mingce::rpc
