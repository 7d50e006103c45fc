// SIGTERM and SIGINT, which tell a service to stop. They are blocked in every thread and waited for
// in one, so that no handler runs anywhere.

#ifndef MINGCE_LIB_PROCESS_STOP_SIGNALS_H_
#define MINGCE_LIB_PROCESS_STOP_SIGNALS_H_

#include <functional>

namespace mingce::process {

// Blocks both in the calling thread and in every thread it starts later; call it before any other
// thread exists. Ignores SIGPIPE: a peer that is gone is an error of the write.
void BlockStopSignals();

// Waits for either, calling `tick` at once and about every 200 ms.
void WaitForStopSignal(const std::function<void()>& tick);

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_STOP_SIGNALS_H_
