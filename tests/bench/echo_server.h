// The least a gRPC server can do over mutual TLS: read a message, answer with one of a given size.
// What a real method is measured against.

#ifndef MINGCE_TESTS_BENCH_ECHO_SERVER_H_
#define MINGCE_TESTS_BENCH_ECHO_SERVER_H_

#include <grpcpp/channel.h>

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/clock.h"

namespace mingce::bench {

class EchoServer {
 public:
  // Listens on a free port of this machine, with an authority and certificates of its own in a
  // temporary folder. Every method answers `response_bytes` bytes.
  static absl::StatusOr<std::unique_ptr<EchoServer>> Start(std::size_t response_bytes,
                                                           const Clock& clock);
  virtual ~EchoServer() = default;

  // A connection of its own to the server.
  virtual absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect() const = 0;
};

}  // namespace mingce::bench

#endif  // MINGCE_TESTS_BENCH_ECHO_SERVER_H_
