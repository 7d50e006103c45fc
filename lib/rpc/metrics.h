// What a service tells Prometheus. All families and series are made at the start; no label comes
// from a request, so the number of series never grows.

#ifndef MINGCE_LIB_RPC_METRICS_H_
#define MINGCE_LIB_RPC_METRICS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace mingce::rpc {

// Of one method: calls by code, and how long they took.
class MethodMetrics {
 public:
  virtual ~MethodMetrics() = default;
  virtual void Count(absl::StatusCode code, absl::Duration took) = 0;
};

// Thread-safe.
class Metrics {
 public:
  // `service` is "registry", "members" or "reporting".
  static std::unique_ptr<Metrics> Create(const std::string& service);
  virtual ~Metrics() = default;

  // mingce_<service>_rpc_calls_total{method,code}, mingce_<service>_rpc_duration_seconds{method}.
  virtual MethodMetrics* ForMethod(const std::string& method) = 0;

  // A value read at each scrape. `name` is `mingce_<service>_<noun>_<unit>[_total]` without the
  // leading `mingce_<service>_`; a name ending in `_total` is a counter. `label` may be empty, else
  // it is `key=value` from a closed set.
  virtual void AddReading(const std::string& name, const std::string& help,
                          const std::string& label, std::function<double()> read) = 0;

  // Serves all of it over plain HTTP on `listen` (host:port); port 0 takes a free one. Loopback
  // only. Errors: METRICS_PORT_BUSY, METRICS_ADDRESS_NOT_LOOPBACK.
  virtual absl::Status Serve(const std::string& listen) = 0;
  virtual int port() const = 0;

  // From then on nothing is read: what readings look at may go.
  virtual void StopServing() = 0;

  // The page as Prometheus would read it, for tests.
  virtual std::string Text() const = 0;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_METRICS_H_
