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
