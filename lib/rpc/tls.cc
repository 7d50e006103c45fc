#include "lib/rpc/tls.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/auth_metadata_processor.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/support/channel_arguments.h>

#include <functional>
#include <map>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/base/whole_file.h"
#include "lib/pki/identity.h"

namespace mingce::rpc {
namespace {

absl::Status Refuse(absl::string_view reason, const std::string& file, absl::string_view en,
                    absl::string_view zh, std::map<std::string, std::string> metadata = {}) {
  metadata["file"] = file;
  return MakeError(absl::StatusCode::kFailedPrecondition, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.rpc",
                    .message_zh = std::string(zh),
                    .metadata = std::move(metadata)});
}

absl::Status FileDamaged(const std::string& path, absl::string_view begins) {
  return Refuse("TLS_FILE_DAMAGED", path, absl::StrCat("the TLS file ", path, " holds no ", begins),
                absl::StrCat("文件 ", path, " 的内容不是所需的证书或私钥"));
}

absl::Status Misfit(const TlsFiles& files, pki::PairFault fault) {
  switch (fault) {
    case pki::PairFault::kNone:
      return absl::OkStatus();
    case pki::PairFault::kAuthorityDamaged:
      return FileDamaged(files.ca, "readable certificate");
    case pki::PairFault::kCertificateDamaged:
      return FileDamaged(files.certificate, "readable certificate");
    case pki::PairFault::kKeyDamaged:
      return FileDamaged(files.key, "readable private key");
    case pki::PairFault::kKeyOfAnother:
      return Refuse("CERTIFICATE_KEY_MISMATCH", files.key,
                    absl::StrCat("the key ", files.key, " is not the key of the certificate ",
                                 files.certificate),
                    absl::StrCat("私钥 ", files.key, " 与证书 ", files.certificate, " 不是一对"));
    case pki::PairFault::kNotOfAuthority:
      return Refuse("CERTIFICATE_AUTHORITY_MISMATCH", files.certificate,
                    absl::StrCat("the certificate ", files.certificate,
                                 " was not issued by the authority ", files.ca),
                    absl::StrCat("证书 ", files.certificate, " 不是由 ", files.ca, " 签发的"));
    case pki::PairFault::kNotForThatUse:
      return Refuse("CERTIFICATE_NOT_FOR_SERVICES", files.certificate,
                    absl::StrCat("the certificate ", files.certificate,
                                 " is not one for a service (mingcectl pki issue --kind service)"),
                    absl::StrCat("证书 ", files.certificate,
                                 " 不是服务证书（应以 mingcectl pki issue --kind service 签发）"));
  }
  return absl::OkStatus();
}

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", time, absl::UTCTimeZone());
}

absl::Status CheckTime(const std::string& file, const pki::Validity& validity, absl::Time now) {
  if (now > validity.end) {
    const std::string until = Shown(validity.end);
    return Refuse("CERTIFICATE_EXPIRED", file,
                  absl::StrCat("the certificate in ", file, " was valid until ", until,
                               "; have a new one issued (mingcectl pki issue --renew)"),
                  absl::StrCat("文件 ", file, " 中的证书已于 ", until,
                               " 到期，请换发新证书（mingcectl pki issue --renew）"),
                  {{"until", until}});
  }
  if (now < validity.begin) {
    const std::string from = Shown(validity.begin);
    return Refuse(
        "CERTIFICATE_NOT_YET_VALID", file,
        absl::StrCat("the certificate in ", file, " is valid from ", from,
                     " only; is the clock of this machine right?"),
        absl::StrCat("文件 ", file, " 中的证书自 ", from, " 起才有效，请检查本机时间是否正确"),
        {{"from", from}});
  }
  return absl::OkStatus();
}

// Certificates and keys are some hundred bytes, with many authorities some hundred thousand.
constexpr std::size_t kMaxPemBytes = 1 << 20;

absl::StatusOr<WholeFile> ReadPem(const std::string& path, absl::string_view begins) {
  std::variant<WholeFile, ReadFault> read = ReadWholeFile(path, kMaxPemBytes);
  if (const auto* fault = std::get_if<ReadFault>(&read)) {
    if (*fault == ReadFault::kTooLarge) return FileDamaged(path, begins);
    if (*fault == ReadFault::kNotRegular) {
      return Refuse("TLS_FILE_UNREADABLE", path,
                    absl::StrCat("the TLS file ", path, " is no regular file"),
                    absl::StrCat("证书或私钥文件 ", path, " 不是普通文件"));
    }
    return Refuse("TLS_FILE_UNREADABLE", path, absl::StrCat("cannot read the TLS file ", path),
                  absl::StrCat("无法读取证书或私钥文件 ", path));
  }
  WholeFile& file = std::get<WholeFile>(read);
  if (!absl::StrContains(file.bytes, begins)) return FileDamaged(path, begins);
  return std::move(file);
}

// Whoever can read the key can be this service, or this person, to everybody else.
absl::Status CheckKeyIsPrivate(const std::string& path, const WholeFile& file) {
  if (file.IsPrivate()) return absl::OkStatus();
  return Refuse(
      "TLS_KEY_PERMISSIONS", path,
      absl::StrCat("the private key ", path, " has mode ",
                   absl::StrFormat("%04o", static_cast<unsigned>(file.mode)),
                   ": nobody but its owner, who is this user or root, may read it (chmod 0600)"),
      absl::StrCat("私钥文件 ", path, " 的权限为 ",
                   absl::StrFormat("%04o", static_cast<unsigned>(file.mode)),
                   "：只能由所有者（本用户或 root）读取，请执行 chmod 0600"));
}

struct Pems {
  std::string ca;
  std::string certificate;
  std::string key;
};

absl::StatusOr<Pems> ReadPems(const TlsFiles& files) {
  MINGCE_ASSIGN_OR_RETURN(WholeFile ca, ReadPem(files.ca, "BEGIN CERTIFICATE"));
  MINGCE_ASSIGN_OR_RETURN(WholeFile certificate, ReadPem(files.certificate, "BEGIN CERTIFICATE"));
  MINGCE_ASSIGN_OR_RETURN(WholeFile key, ReadPem(files.key, "PRIVATE KEY"));
  MINGCE_RETURN_IF_ERROR(CheckKeyIsPrivate(files.key, key));
  return Pems{.ca = std::move(ca.bytes),
              .certificate = std::move(certificate.bytes),
              .key = std::move(key.bytes)};
}

std::shared_ptr<grpc::experimental::CertificateProviderInterface> ProviderOf(Pems pems) {
  return std::make_shared<grpc::experimental::StaticDataCertificateProvider>(
      std::move(pems.ca), std::vector<grpc::experimental::IdentityKeyCertPair>{
                              {std::move(pems.key), std::move(pems.certificate)}});
}

absl::string_view View(grpc::string_ref text) { return {text.data(), text.size()}; }

// gRPC asks it when the chain was found good; nothing of the connection is read before.
class AskAtHandshake final : public grpc::experimental::ExternalCertificateVerifier {
 public:
  explicit AskAtHandshake(std::shared_ptr<Door> door) : door_(std::move(door)) {}

  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)> /*callback*/, grpc::Status* answer) override {
    const std::vector<grpc::string_ref> uris = request->uri_names();
    const bool named = uris.size() == 1 && absl::StartsWith(View(uris.front()), "spiffe://");
    const bool taken = door_->LetsIn(named ? View(uris.front()) : absl::string_view());
    *answer = taken ? grpc::Status::OK
                    : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "no role");  // nobody hears
    return true;  // answered already
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest* /*request*/) override {}

 private:
  const std::shared_ptr<Door> door_;
};

// gRPC asks it when the chain was found good; the name of the host is looked at once a call.
class IsService final : public grpc::experimental::ExternalCertificateVerifier {
 public:
  explicit IsService(const std::string& service)
      : ends_(absl::StrCat("/", pki::SubjectKindName(pki::SubjectKind::kService), "/", service)),
        refusal_(absl::StrCat(kAnotherService, " ", service)) {}

  bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request,
              std::function<void(grpc::Status)> /*callback*/, grpc::Status* answer) override {
    const std::vector<grpc::string_ref> uris = request->uri_names();
    absl::string_view rest = uris.size() == 1 ? View(uris.front()) : absl::string_view();
    const bool is = absl::ConsumePrefix(&rest, "spiffe://") && absl::ConsumeSuffix(&rest, ends_) &&
                    pki::IsTrustDomain(rest);
    *answer = is ? grpc::Status::OK : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, refusal_);
    return true;  // answered already
  }
  void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest* /*request*/) override {}

 private:
  const std::string ends_;
  const std::string refusal_;
};

// gRPC asks it when the headers of a call are there, before it reads the message.
class AskAtHeaders final : public grpc::AuthMetadataProcessor {
 public:
  explicit AskAtHeaders(std::shared_ptr<Door> door) : door_(std::move(door)) {}

  bool IsBlocking() const override { return false; }  // else one thread answers for all calls

  grpc::Status Process(const InputMetadata& metadata, grpc::AuthContext* context,
                       OutputMetadata* /*consumed*/, OutputMetadata* /*response*/) override {
    const auto path = metadata.find(":path");
    if (path == metadata.end()) return grpc::Status::OK;
    const absl::Status answer = door_->CheckCall(IdentityOf(*context), View(path->second));
    return {static_cast<grpc::StatusCode>(answer.raw_code()), std::string(answer.message())};
  }

 private:
  const std::shared_ptr<Door> door_;
};

}  // namespace

absl::StatusOr<TlsExpiry> CheckTls(const TlsFiles& files, pki::Use use, absl::Time now) {
  MINGCE_ASSIGN_OR_RETURN(const Pems pems, ReadPems(files));
  const pki::PairCheck check = pki::CheckPair(pems.ca, pems.certificate, pems.key, use);
  MINGCE_RETURN_IF_ERROR(Misfit(files, check.fault));
  MINGCE_RETURN_IF_ERROR(CheckTime(files.certificate, check.certificate, now));
  MINGCE_RETURN_IF_ERROR(CheckTime(files.ca, check.authority, now));
  return TlsExpiry{.certificate = check.certificate.end, .authority = check.authority.end};
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerTls(const TlsFiles& files,
                                                                   std::shared_ptr<Door> door) {
  MINGCE_ASSIGN_OR_RETURN(Pems pems, ReadPems(files));
  grpc::experimental::TlsServerCredentialsOptions options(ProviderOf(std::move(pems)));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  if (door != nullptr) {
    options.set_certificate_verifier(
        grpc::experimental::ExternalCertificateVerifier::Create<AskAtHandshake>(door));
  }
  std::shared_ptr<grpc::ServerCredentials> credentials =
      grpc::experimental::TlsServerCredentials(options);
  if (door != nullptr) {
    credentials->SetAuthMetadataProcessor(std::make_shared<AskAtHeaders>(std::move(door)));
  }
  return credentials;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& service,
                                                           const std::string& target,
                                                           const TlsFiles& files) {
  MINGCE_ASSIGN_OR_RETURN(Pems pems, ReadPems(files));
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(ProviderOf(std::move(pems)));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_certificate_verifier(
      grpc::experimental::ExternalCertificateVerifier::Create<IsService>(service));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // Also the time a handshake may take, which on a busy machine is more than the pause between
  // tries.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  // An import whose every cell is wrong is answered with some 4 MiB of findings.
  arguments.SetInt(GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, 16 << 20);
  // Channels of one process to one server would share a connection, which then limits a benchmark
  // or an import to one HTTP/2 flow.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(target, grpc::experimental::TlsCredentials(options), arguments);
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
