// Whether this process still takes connections.
//
// gRPC gives a listening socket up for good when accept fails for want of file descriptors. The
// process lives on and its metrics answer, so no supervisor acts; only a connection to its own port
// tells. A deaf service has to leave and be started again.

#ifndef MINGCE_LIB_PROCESS_SELF_PROBE_H_
#define MINGCE_LIB_PROCESS_SELF_PROBE_H_

#include <chrono>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::process {

// Not thread-safe: one thread calls Tick.
class SelfProbe {
 public:
  using Steady = std::chrono::steady_clock;
  struct Pace {
    std::chrono::milliseconds between{5'000};   // probes, counted from the end of the one before
    std::chrono::milliseconds patience{5'000};  // until an unanswered probe has failed
    int failures = 3;                           // in a row make a service deaf
  };

  // `listen` is what the server listens on (host:port), `port` the port it got. An address that
  // means all interfaces is probed on loopback.
  SelfProbe(absl::string_view listen, int port) : SelfProbe(listen, port, Pace()) {}
  SelfProbe(absl::string_view listen, int port, Pace pace);
  ~SelfProbe() { Hang(); }
  SelfProbe(const SelfProbe&) = delete;
  SelfProbe& operator=(const SelfProbe&) = delete;

  // Begins a probe, or looks at the one under way; never blocks. A probe connects, says nothing and
  // ends its side: whoever accepted it ends the other. It counts as answered then, and as failed
  // after `patience`; one that cannot be begun, for want of a descriptor of our own, says nothing.
  // True once the service is deaf.
  bool Tick(Steady::time_point now);

 private:
  void Begin(Steady::time_point now);
  int Connect() const;
  bool Answered() const;
  void Hang();

  std::string address_;  // a sockaddr, resolved once; empty where there is none to be had
  const Pace pace_;
  int socket_ = -1;
  Steady::time_point since_{};  // begin of the probe under way, or end of the one before
  int failed_ = 0;
};

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_SELF_PROBE_H_
