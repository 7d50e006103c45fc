// The way to the three services: the profile that says where they are, and calls that wait out a
// restart.
//
// A profile is a JSON file; paths in it are relative to its own folder:
//
//   {"registry": "127.0.0.1:7431", "members": "127.0.0.1:7432", "reporting": "127.0.0.1:7433",
//    "ca": "pki/ca.crt.pem", "cert": "pki/officer.crt.pem", "key": "pki/officer.key.pem"}

#ifndef MINGCE_CLI_RUN_CONNECTION_H_
#define MINGCE_CLI_RUN_CONNECTION_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/rpc/tls.h"

namespace mingce::cli {

struct Profile {
  std::string registry;
  std::string members;
  std::string reporting;
  rpc::TlsFiles tls;
};

// Errors: PROFILE_MISSING, PROFILE_DAMAGED, FILE_NOT_REGULAR, INPUT_TOO_LARGE.
absl::StatusOr<Profile> ReadProfile(const std::string& path);

// One service, as people and messages name it, and the way there.
struct Endpoint {
  std::string name;      // "registry"
  std::string title_zh;  // "组织登记服务"
  std::string address;
  std::shared_ptr<grpc::Channel> channel;
};

// ServiceOf<Stub>::In(connection) is the endpoint of the service that a stub talks to: registry.h,
// members.h and reporting.h, so that whoever calls one service compiles no other.
template <typename Stub>
struct ServiceOf;

// How long one try may take, by the kind of call: the services honour no more anyway.
inline constexpr absl::Duration kCallDeadline = absl::Seconds(10);
inline constexpr absl::Duration kBatchDeadline = absl::Seconds(60);

// Thread-safe.
class Connection {
 public:
  // Makes the channels; connects to nothing yet. `on_waiting` is called, at most once, when
  // a first try failed and another will follow; from any thread. `clock` outlives the connection.
  // Errors: those of ReadProfile and of rpc::CheckTls.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const std::string& profile_path, absl::Duration patience, const Clock& clock,
      std::function<void(const Endpoint&)> on_waiting);

  const Endpoint& registry() const { return registry_; }
  const Endpoint& members() const { return members_; }
  const Endpoint& reporting() const { return reporting_; }
  const Profile& profile() const { return profile_; }

  // Calls `method` of the stub of one of the three services. Where the service is away, busy
  // (QUEUE_FULL) or late, the same request (so with the same request_id) is sent again, with
  // growing pauses, until patience is exhausted; a first try that was late is sent once more even
  // then. Then: SERVICE_UNREACHABLE when nobody answered (at once SERVICE_CERTIFICATE_REFUSED where
  // the service's own certificate is not good), else the service's own last refusal.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const std::type_identity_t<Request>& request,
                                absl::Duration deadline = kCallDeadline) const {
    return CallWithin(patience_, method, request, deadline);
  }

  // The same with other patience; zero: one try.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallWithin(absl::Duration patience,
                                      grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const std::type_identity_t<Request>& request,
                                      absl::Duration deadline = kCallDeadline) const {
    return Send(ServiceOf<Stub>::In(*this), patience, method, request, deadline);
  }

  // Call, of a service that more than one of the three serve.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallAt(const Endpoint& endpoint,
                                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                               Response*),
                                  const std::type_identity_t<Request>& request,
                                  absl::Duration deadline = kCallDeadline) const {
    return Send(endpoint, patience_, method, request, deadline);
  }

 private:
  Connection(Profile profile, absl::Duration patience, const Clock& clock,
             std::function<void(const Endpoint&)> on_waiting);

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Send(const Endpoint& endpoint, absl::Duration patience,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, absl::Duration deadline) const {
    Stub stub(endpoint.channel);
    Response response;
    const absl::Status status =
        Try(endpoint, patience, deadline, [&](grpc::ClientContext* context) {
          response.Clear();
          return (stub.*method)(context, request, &response);
        });
    if (!status.ok()) return status;
    return response;
  }

  absl::Status Try(const Endpoint& endpoint, absl::Duration patience, absl::Duration deadline,
                   absl::FunctionRef<grpc::Status(grpc::ClientContext*)> once) const;

  // Waits before the next try: until connected where the connection is lost, but `pause` at most.
  void Rest(const Endpoint& endpoint, absl::Duration pause) const;

  const Profile profile_;
  const absl::Duration patience_;
  const Clock& clock_;
  const std::function<void(const Endpoint&)> on_waiting_;
  mutable std::atomic<bool> waited_ = false;
  Endpoint registry_;
  Endpoint members_;
  Endpoint reporting_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_CONNECTION_H_
