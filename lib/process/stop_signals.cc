#include "lib/process/stop_signals.h"

#include <csignal>
#include <ctime>

namespace mingce::process {
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
  do {
    tick();
  } while (sigtimedwait(&signals, nullptr, &pause) < 0);
}

}  // namespace mingce::process
