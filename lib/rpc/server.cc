#include "lib/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"

namespace mingce::rpc {
namespace {

// A request: 500 import rows of 25 cells are about 200 KiB; 1,000 eligibility items about 100 KiB.
constexpr int kMaxReceiveBytes = 4 << 20;
constexpr int kMaxStreams = 128;  // at once on one connection
// What all connections together may hold in messages being read: gRPC reads a message before we can
// see whose it is. Far above what the queues admit; beyond it gRPC resets streams.
constexpr std::size_t kMaxBytesInFlight = 512u << 20;

}  // namespace

Server::Server(std::unique_ptr<grpc::Server> server, int port)
    : server_(std::move(server)), port_(port) {}

Server::~Server() { Shutdown(absl::ZeroDuration()); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<grpc::Service*>& services) {
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> tls,
                          ServerTls(options.tls));
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  builder.SetResourceQuota(grpc::ResourceQuota("mingce").Resize(kMaxBytesInFlight));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreams);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 * 1024);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 5'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 20'000);
  // A peer that is gone without a word would else hold its connection for ever; and a certificate is
  // looked at once a connection, so none lasts long.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 5 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 10 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 60'000);
  // Two processes on one port would share its calls by chance; the second has to fail instead.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  int port = 0;
  builder.AddListeningPort(options.listen, tls, &port);
  for (grpc::Service* service : services) builder.RegisterService(service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition,
        absl::StrCat("cannot listen on ", options.listen,
                     ": the port is in use, or the address or the certificate does not fit"),
        {.reason = "PORT_BUSY",
         .domain = "mingce.rpc",
         .message_zh =
             absl::StrCat("无法监听 ", options.listen, "：端口已被占用，或地址、证书不正确"),
         .metadata = {{"listen", options.listen}}});
  }
  std::unique_ptr<Server> result(new Server(std::move(server), port));
  result->SetServing(false);
  return result;
}

void Server::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
  if (health != nullptr) health->SetServingStatus(serving);
}

void Server::Shutdown(absl::Duration grace) {
  if (server_ == nullptr) return;
  SetServing(false);
  server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(grace));
  server_.reset();
}

}  // namespace mingce::rpc
