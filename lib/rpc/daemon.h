// What the three services' processes have in common: from flags to serving to drained.

#ifndef MINGCE_LIB_RPC_DAEMON_H_
#define MINGCE_LIB_RPC_DAEMON_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "lib/rpc/server.h"

namespace mingce::rpc {

// Blocks SIGTERM and SIGINT in the calling thread and in every thread it starts later; call it
// before any other thread exists.
void BlockStopSignals();

// Waits for SIGTERM or SIGINT, calling `tick` about every 200 ms (readiness is set there).
void WaitForStopSignal(const std::function<void()>& tick);

// OK when every flag has a value and nothing stands on the command line but flags (`leftovers` as
// absl::ParseCommandLine gives them, the program's name first). FLAG_MISSING, ARGUMENT_UNKNOWN.
absl::Status CheckFlags(const std::vector<std::pair<std::string, std::string>>& required,
                        const std::vector<char*>& leftovers);

// Prints why a service does not start: both sentences and the reason, on standard error. Returns the
// exit status 1.
int RefuseToStart(absl::string_view service, const absl::Status& why);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_DAEMON_H_
