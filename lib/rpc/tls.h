// Mutual TLS: both sides show a certificate of the same authority.

#ifndef MINGCE_LIB_RPC_TLS_H_
#define MINGCE_LIB_RPC_TLS_H_

#include <grpcpp/channel.h>
#include <grpcpp/security/auth_context.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/pki/certificate_check.h"
#include "lib/rpc/door.h"

namespace mingce::rpc {

// PEM files.
struct TlsFiles {
  std::string ca;           // the authority both sides trust
  std::string certificate;  // our own, with its chain
  std::string key;          // its private key
};

// Until when our own certificate and the authority above it are good.
struct TlsExpiry {
  absl::Time certificate;
  absl::Time authority;
};

// Whether a peer of the same authority would take these files at `now`. Errors:
// TLS_FILE_UNREADABLE, TLS_FILE_DAMAGED, TLS_KEY_PERMISSIONS, CERTIFICATE_KEY_MISMATCH,
// CERTIFICATE_AUTHORITY_MISMATCH, CERTIFICATE_NOT_FOR_SERVICES (a person's or partner's, with
// Use::kServe), CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID; metadata.file, and metadata.until
// or metadata.from.
absl::StatusOr<TlsExpiry> CheckTls(const TlsFiles& files, pki::Use use, absl::Time now);

// Errors of both, with metadata.file: TLS_FILE_UNREADABLE (a pipe, a device and a folder are),
// TLS_FILE_DAMAGED, TLS_KEY_PERMISSIONS (WholeFile::IsPrivate).
//
// A server asks `door` who is let in, once the peer's certificate was found to be of the authority;
// without a door everybody is who has such a certificate.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerTls(
    const TlsFiles& files, std::shared_ptr<Door> door = nullptr);

// A channel to `service` at `target` (host:port). It connects when it is used and reconnects by
// itself, waiting at most 2 s between tries.
//
// Who answers there has to be `service`: its certificate has to be of the authority, for that host,
// and of a service of that id (spiffe://<trust domain>/service/members). Else the key of any
// service would do to be any other. Calls of somebody else end with UNAVAILABLE, whose text holds
// kAnotherService.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& service,
                                                           const std::string& target,
                                                           const TlsFiles& files);

inline constexpr char kAnotherService[] = "the certificate is not of the service";

// The SPIFFE URI in the peer's certificate; empty unless there is exactly one. Never the common
// name: anybody's certificate can have any.
std::string IdentityOf(const grpc::AuthContext& auth);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_TLS_H_
