#include "lib/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/impl/server_initializer.h>
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
// At once from one connection, 4 MiB of gRPC's own. All calls that begin in what is read are there,
// some 12 KiB for as few as 29 bytes, before the first of them is looked at.
constexpr int kMaxReadBytes = 64 * 1024;
// What all connections together may hold in messages being read: gRPC reads a message before we can
// see whose it is. Far above what the queues admit; beyond it gRPC resets streams.
constexpr std::size_t kMaxBytesInFlight = 512u << 20;

constexpr char kReflectionPlugin[] = "proto_server_reflection";

// Writes down what a server serves once it has been put together; nothing else of gRPC tells.
class ServedNames final : public grpc::ServerBuilderPlugin {
 public:
  explicit ServedNames(std::shared_ptr<std::vector<std::string>> names)
      : names_(std::move(names)) {}

  std::string name() override { return "mingce_served_names"; }
  void InitServer(grpc::ServerInitializer* /*initializer*/) override {}
  void Finish(grpc::ServerInitializer* initializer) override {
    *names_ = *initializer->GetServiceList();
  }
  void ChangeArguments(const std::string& /*name*/, void* /*value*/) override {}

 private:
  const std::shared_ptr<std::vector<std::string>> names_;
};

// gRPC gives every server of the process the reflection service as soon as its library is linked;
// only taking the plugin out again keeps it from answering.
class Plugins final : public grpc::ServerBuilderOption {
 public:
  Plugins(bool reflection, std::shared_ptr<std::vector<std::string>> names)
      : reflection_(reflection), names_(std::move(names)) {}

  void UpdateArguments(grpc::ChannelArguments* /*arguments*/) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    if (!reflection_) {
      std::erase_if(*plugins, [](const std::unique_ptr<grpc::ServerBuilderPlugin>& plugin) {
        return plugin->name() == kReflectionPlugin;
      });
    }
    plugins->push_back(std::make_unique<ServedNames>(names_));
  }

 private:
  const bool reflection_;
  const std::shared_ptr<std::vector<std::string>> names_;
};

}  // namespace

Server::Server(std::unique_ptr<grpc::Server> server, std::shared_ptr<Door> door, int port,
               std::vector<std::string> services)
    : server_(std::move(server)),
      door_(std::move(door)),
      port_(port),
      services_(std::move(services)) {}

Server::~Server() { Shutdown(absl::ZeroDuration()); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<grpc::Service*>& services) {
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> tls,
                          ServerTls(options.tls, options.door));
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  const auto names = std::make_shared<std::vector<std::string>>();
  grpc::ServerBuilder builder;
  builder.SetOption(std::make_unique<Plugins>(options.reflection, names));
  builder.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  // Unpacked, a message may be a thousand times as large, whatever the limit above: gRPC looks at
  // its size before. So packed ones are refused, and there is nothing that could unpack them.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  builder.SetResourceQuota(grpc::ResourceQuota("mingce").Resize(kMaxBytesInFlight));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreams);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 * 1024);
  builder.AddChannelArgument(GRPC_ARG_TCP_MAX_READ_CHUNK_SIZE, kMaxReadBytes);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 5'000);
  // Without the permit an idle client may ping every two hours only, whatever the interval says.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      static_cast<int>(absl::ToInt64Milliseconds(options.shortest_ping_interval)));
  // A peer that is gone without a word, or reads nothing any more, would else hold its connection
  // and the answers to it for ever; and a certificate is looked at once a connection, so none lasts
  // long.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // as many as it takes
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
  std::unique_ptr<Server> result(new Server(std::move(server), options.door, port, *names));
  result->SetServing(false);
  return result;
}

void Server::SetServing(bool serving) {
  if (serving_ == serving) return;  // else whoever watches is told again each time
  serving_ = serving;
  grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
  if (health == nullptr) return;
  health->SetServingStatus(serving);
  // Also makes a name known that was not: of itself gRPC answers for "" only.
  for (const std::string& service : services_) health->SetServingStatus(service, serving);
}

void Server::Shutdown(absl::Duration grace) {
  if (server_ == nullptr) return;
  SetServing(false);
  server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(grace));
  server_.reset();
  if (door_ != nullptr) door_->Close();
}

}  // namespace mingce::rpc
