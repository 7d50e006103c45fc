#include "lib/rpc/tls.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"

namespace mingce::rpc {
namespace {

absl::StatusOr<std::string> ReadPem(const std::string& path, absl::string_view begins) {
  std::ifstream file(path);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file) {
    return MakeError(absl::StatusCode::kFailedPrecondition,
                     absl::StrCat("cannot read the TLS file ", path),
                     {.reason = "TLS_FILE_UNREADABLE",
                      .domain = "mingce.rpc",
                      .message_zh = absl::StrCat("无法读取证书或私钥文件 ", path),
                      .metadata = {{"file", path}}});
  }
  if (!absl::StrContains(text.str(), begins)) {
    return MakeError(absl::StatusCode::kFailedPrecondition,
                     absl::StrCat("the TLS file ", path, " holds no ", begins),
                     {.reason = "TLS_FILE_DAMAGED",
                      .domain = "mingce.rpc",
                      .message_zh = absl::StrCat("文件 ", path, " 的内容不是所需的证书或私钥"),
                      .metadata = {{"file", path}}});
  }
  return text.str();
}

struct Pems {
  std::string ca;
  std::string certificate;
  std::string key;
};

absl::StatusOr<Pems> ReadPems(const TlsFiles& files) {
  Pems pems;
  MINGCE_ASSIGN_OR_RETURN(pems.ca, ReadPem(files.ca, "BEGIN CERTIFICATE"));
  MINGCE_ASSIGN_OR_RETURN(pems.certificate, ReadPem(files.certificate, "BEGIN CERTIFICATE"));
  MINGCE_ASSIGN_OR_RETURN(pems.key, ReadPem(files.key, "PRIVATE KEY"));
  return pems;
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerTls(const TlsFiles& files) {
  MINGCE_ASSIGN_OR_RETURN(Pems pems, ReadPems(files));
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = std::move(pems.ca);
  options.pem_key_cert_pairs.push_back({std::move(pems.key), std::move(pems.certificate)});
  return grpc::SslServerCredentials(options);
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& target,
                                                           const TlsFiles& files) {
  MINGCE_ASSIGN_OR_RETURN(Pems pems, ReadPems(files));
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = std::move(pems.ca);
  options.pem_private_key = std::move(pems.key);
  options.pem_cert_chain = std::move(pems.certificate);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // Also the time a handshake may take, which on a busy machine is more than the pause between tries.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  // An import whose every cell is wrong is answered with some 4 MiB of findings.
  arguments.SetInt(GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, 16 << 20);
  // Channels of one process to one server would share a connection, which then limits a benchmark or
  // an import to one HTTP/2 flow.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(target, grpc::SslCredentials(options), arguments);
}

std::string IdentityOf(const grpc::AuthContext& auth) {
  if (!auth.IsPeerAuthenticated()) return {};
  std::string identity;
  for (const grpc::string_ref& uri : auth.FindPropertyValues("peer_spiffe_id")) {
    if (!identity.empty()) return {};
    identity.assign(uri.data(), uri.size());
  }
  return identity;
}

}  // namespace mingce::rpc
