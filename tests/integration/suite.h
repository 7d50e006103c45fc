// The three services as real processes on loopback, over mutual TLS, in a directory of their own.
//
// What a test promises is promised by the binaries: a suite starts them as a supervisor would, can
// kill one in the middle, and starts it again on the same store and port.

#ifndef MINGCE_TESTS_INTEGRATION_SUITE_H_
#define MINGCE_TESTS_INTEGRATION_SUITE_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/base/error.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/tls.h"
#include "mingce/feed/v1/feed.grpc.pb.h"
#include "mingce/members/v1/members_service.grpc.pb.h"
#include "mingce/registry/v1/catalogue_service.grpc.pb.h"
#include "mingce/registry/v1/registry_service.grpc.pb.h"
#include "mingce/registry/v1/role_service.grpc.pb.h"
#include "mingce/reporting/v1/reporting_service.grpc.pb.h"
#include "tests/integration/process.h"

namespace mingce::tests {

enum class Service { kRegistry = 0, kMembers = 1, kReporting = 2 };

class Suite {
 public:
  // Makes certificates, keys and bindings and starts all three; aborts the test on failure.
  Suite();
  ~Suite();

  // kill -9, then nothing.
  void Kill(Service service);
  // SIGTERM and the exit status.
  int Stop(Service service);
  // Lets it do nothing at all for a while, as on a host that is suspended.
  void Pause(Service service);
  void Resume(Service service);
  // The exit status of one that is to leave by itself.
  int WaitForEnd(Service service);
  // Starts it again on its old port.
  void Start(Service service);
  // Where its store is. For a stopped service.
  std::string StoreOf(Service service) const;
  // What it writes with --heads_file; reporting writes none.
  std::string HeadsOf(Service service) const;
  // What it has logged since it was started last.
  std::string LogOf(Service service) const;
  // Takes away the store of a stopped service.
  void DeleteStore(Service service);

  // A channel as `kind`/`id` for which there is a certificate: "person/officer" of the bindings
  // file; "partner/benefits", "partner/changde" and "person/operator", who were granted the roles
  // of their names (changde follows feeds); "person/stranger", who may nothing.
  std::shared_ptr<grpc::Channel> ChannelTo(Service service, const std::string& identity) const;
  std::string address(Service service) const;
  int port(Service service) const { return slots_[static_cast<int>(service)].port; }
  const std::string& directory() const { return directory_; }
  // What its metrics say of mingce_<service>_<name>, which has no labels; -1 where they do not.
  double Reading(Service service, const std::string& name) const;
  // A line of its /proc/<pid>/status, such as "VmHWM", as a number (of KiB where it is a size).
  std::int64_t ProcessStatus(Service service, const std::string& line) const;
  std::string metrics(Service service) const;  // host:port
  std::vector<std::string> ArgumentsOf(Service service) const;
  // The files of `identity`'s certificate.
  rpc::TlsFiles CertificateOf(const std::string& identity) const;
  static std::string ProgramOf(Service service);

  // Loads the campaign (code lists, forms, county, quotas of annex 1) by calls of the officer.
  void LoadCampaign();
  // Grants `identity`, such as "person/anna", a role for an organisation ("" for the whole
  // register) by a call of the officer. In force at once in the registry, elsewhere once caught up.
  registry::v1::RoleGrant Grant(const std::string& identity, policy::v1::Role role,
                                const std::string& organization = "",
                                const policy::v1::QuestionLimits& limits = {});
  // Makes a certificate for `kind`/`id`.
  void Issue(const std::string& identity);
  // The URI of its certificate.
  static std::string UriOf(const std::string& identity);
  // Waits until members and reporting have applied everything.
  void WaitUntilCaughtUp();

  // As the officer.
  registry::v1::RegistryService::Stub& registry() { return *registry_; }
  registry::v1::CatalogueService::Stub& catalogue() { return *catalogue_; }
  registry::v1::RoleService::Stub& roles() { return *roles_; }
  members::v1::MembersService::Stub& members() { return *members_; }
  reporting::v1::ReportingService::Stub& reporting() { return *reporting_; }

 private:
  struct Slot {
    std::unique_ptr<Process> process;
    int port = 0;
    int metrics_port = 0;
    int starts = 0;
  };

  std::string directory_;
  Slot slots_[3];
  std::unique_ptr<registry::v1::RegistryService::Stub> registry_;
  std::unique_ptr<registry::v1::CatalogueService::Stub> catalogue_;
  std::unique_ptr<registry::v1::RoleService::Stub> roles_;
  std::unique_ptr<members::v1::MembersService::Stub> members_;
  std::unique_ptr<reporting::v1::ReportingService::Stub> reporting_;
};

// Calls with a deadline of 20 s, as a client should: what the transport could not deliver, because
// the service died or is just starting, is sent again for up to a minute; what the service itself
// answered, with a reason, is the answer.
template <typename Stub, typename Request, typename Response>
absl::Status Ask(Stub& stub,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                 const Request& request, Response* response) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  for (;;) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    context.set_wait_for_ready(true);
    const absl::Status status = rpc::FromGrpc((stub.*method)(&context, request, response));
    if (!absl::IsUnavailable(status) || !ReasonOf(status).empty() ||
        std::chrono::steady_clock::now() > until) {
      return status;
    }
  }
}

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_SUITE_H_
