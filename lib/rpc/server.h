// A gRPC server over mutual TLS with health, limits and graceful drain.

#ifndef MINGCE_LIB_RPC_SERVER_H_
#define MINGCE_LIB_RPC_SERVER_H_

#include <grpcpp/server.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/rpc/door.h"
#include "lib/rpc/tls.h"

namespace mingce::rpc {

struct ServerOptions {
  std::string listen;  // host:port; port 0 takes a free one
  TlsFiles tls;
  std::shared_ptr<Door> door = nullptr;  // closed with the server
  bool reflection = false;               // off in production: it tells strangers what there is
  // A client may ping this often, with calls under way or without. One that does so more often is
  // disconnected ("too_many_pings").
  absl::Duration shortest_ping_interval = absl::Seconds(20);
};

class Server {
 public:
  // Starts serving `services`, which outlive the server. Health says NOT_SERVING until SetServing.
  // Errors: PORT_BUSY (in use, or no address of this machine), and those of ServerTls.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<grpc::Service*>& services);
  ~Server();

  int port() const { return port_; }

  // The full names of all it serves, gRPC's own services too.
  const std::vector<std::string>& services() const { return services_; }

  // What grpc.health.v1 answers for "" and for every service by its full name. On one thread.
  void SetServing(bool serving);

  // Says NOT_SERVING, refuses new calls, lets running ones end for at most `grace`, then cuts them.
  // Idempotent.
  void Shutdown(absl::Duration grace);

 private:
  Server(std::unique_ptr<grpc::Server> server, std::shared_ptr<Door> door, int port,
         std::vector<std::string> services);

  std::unique_ptr<grpc::Server> server_;
  const std::shared_ptr<Door> door_;
  const int port_;
  const std::vector<std::string> services_;
  std::optional<bool> serving_;  // as said last
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_SERVER_H_
