#include "tests/bench/echo_server.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/byte_buffer.h>

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/pki/authority.h"
#include "lib/rpc/tls.h"

namespace mingce::bench {
namespace {

class EchoCall final : public grpc::ServerGenericBidiReactor {
 public:
  explicit EchoCall(const grpc::ByteBuffer& answer) : answer_(answer) { StartRead(&question_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "no message"));
    StartWriteAndFinish(&answer_, grpc::WriteOptions(), grpc::Status::OK);
  }
  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer question_;
  grpc::ByteBuffer answer_;  // shares the bytes
};

class EchoService final : public grpc::CallbackGenericService {
 public:
  explicit EchoService(std::size_t response_bytes) {
    const grpc::Slice slice(std::string(response_bytes, 'x'));
    answer_ = grpc::ByteBuffer(&slice, 1);
  }

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    return new EchoCall(answer_);
  }

 private:
  grpc::ByteBuffer answer_;
};

class LocalEchoServer final : public EchoServer {
 public:
  LocalEchoServer(std::string folder, std::size_t response_bytes)
      : folder_(std::move(folder)), service_(response_bytes) {}

  ~LocalEchoServer() override {
    if (server_ != nullptr) server_->Shutdown();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  absl::Status Listen(const Clock& clock) {
    MINGCE_RETURN_IF_ERROR(pki::CreateAuthority(folder_, clock.Now()));
    MINGCE_RETURN_IF_ERROR(pki::IssueCertificate(
        folder_, {pki::SubjectKind::kService, "echo", {"localhost", "127.0.0.1"}, 1},
        absl::StrCat(folder_, "/echo"), clock.Now()));
    files_ = {absl::StrCat(folder_, "/ca.crt.pem"), absl::StrCat(folder_, "/echo.crt.pem"),
              absl::StrCat(folder_, "/echo.key.pem")};
    MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::ServerCredentials> credentials,
                            rpc::ServerTls(files_));
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", credentials, &port_);
    builder.RegisterCallbackGenericService(&service_);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port_ == 0)
      return absl::UnavailableError("no free port of 127.0.0.1 to listen on");
    return absl::OkStatus();
  }

  absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect() const override {
    return rpc::MakeChannel("echo", absl::StrCat("127.0.0.1:", port_), files_);
  }

 private:
  const std::string folder_;
  EchoService service_;
  rpc::TlsFiles files_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<EchoServer>> EchoServer::Start(std::size_t response_bytes,
                                                              const Clock& clock) {
  std::error_code failure;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(failure);
  auto server = std::make_unique<LocalEchoServer>(
      (temporary / absl::StrCat("mingce-echo-", NewOpaqueId())).string(), response_bytes);
  MINGCE_RETURN_IF_ERROR(server->Listen(clock));
  return server;
}

}  // namespace mingce::bench
