#include "lib/rpc/daemon.h"

#include <csignal>
#include <cstdio>
#include <ctime>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void WaitForStopSignal(const std::function<void()>& tick) {
  const sigset_t signals = StopSignals();
  const timespec pause{.tv_sec = 0, .tv_nsec = 200'000'000};
  while (sigtimedwait(&signals, nullptr, &pause) < 0) tick();
}

absl::Status CheckFlags(const std::vector<std::pair<std::string, std::string>>& required,
                        const std::vector<char*>& leftovers) {
  if (leftovers.size() > 1) {
    return MakeError(absl::StatusCode::kInvalidArgument,
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
  const std::string text = absl::StrCat(
      "mingce-", service, " 无法启动：", MessageFor(why, /*english=*/false), "\n", "mingce-", service,
      " does not start: ", why.message(),
      reason.empty() ? std::string() : absl::StrCat(" [", reason, "]"), "\n");
  std::fwrite(text.data(), 1, text.size(), stderr);
  return 1;
}

}  // namespace mingce::rpc
