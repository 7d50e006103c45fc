// mingce-reporting: flags, then every object in the order it is built, then serve, then drain.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/store_identity.h"
#include "lib/process/certificate_watch.h"
#include "lib/process/daemon.h"
#include "lib/process/service_main.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/bindings.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/server.h"
#include "lib/rpc/tls.h"
#include "lib/rpc/work_queue.h"
#include "lib/seal/key_file.h"
#include "lib/seal/key_ring.h"
#include "services/reporting/app/projection.h"
#include "services/reporting/app/readiness.h"
#include "services/reporting/rpc/feeds.h"
#include "services/reporting/rpc/readings.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/storage/keys.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7433",
          "host:port to serve gRPC on; port 0 takes a free one");
ABSL_FLAG(std::string, data_dir, "",
          "directory of the store; may be deleted, is built again; required");
ABSL_FLAG(std::string, tls_ca, "", "PEM file of the authority both sides trust; required");
ABSL_FLAG(std::string, tls_cert, "",
          "PEM file of this service's certificate with its chain; required");
ABSL_FLAG(std::string, tls_key, "", "PEM file of its private key; required");
ABSL_FLAG(std::string, bindings, "",
          "text file of mingce.policy.v1.Bindings: which identity has which role; required");
ABSL_FLAG(std::string, registry, "127.0.0.1:7431", "host:port of mingce-registry");
ABSL_FLAG(std::string, members, "127.0.0.1:7432", "host:port of mingce-members");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9433",
          "loopback host:port for Prometheus; empty for none");
ABSL_FLAG(bool, reflection, false, "answer gRPC reflection; off in production");

namespace mingce::reporting {
namespace {

constexpr char kService[] = "reporting";

rpc::PageTokens PageTokensOf(const seal::KeyRing* keys) {
  return rpc::PageTokens([keys](absl::string_view bytes) {
    return std::string(seal::AsView(keys->KeyedTag("page-token/v1", {bytes})));
  });
}

absl::Status Serve() {
  const Clock& clock = Clock::System();
  const rpc::TlsFiles tls{.ca = absl::GetFlag(FLAGS_tls_ca),
                          .certificate = absl::GetFlag(FLAGS_tls_cert),
                          .key = absl::GetFlag(FLAGS_tls_key)};
  MINGCE_ASSIGN_OR_RETURN(process::CertificateWatch certificates,
                          process::CertificateWatch::Start(tls, clock.Now()));
  MINGCE_ASSIGN_OR_RETURN(std::vector<access::Grant> bindings,
                          rpc::ReadBindings(absl::GetFlag(FLAGS_bindings)));
  MINGCE_ASSIGN_OR_RETURN(const auto registry,
                          rpc::MakeChannel(absl::GetFlag(FLAGS_registry), tls));
  MINGCE_ASSIGN_OR_RETURN(const auto members, rpc::MakeChannel(absl::GetFlag(FLAGS_members), tls));

  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<kv::KvStore> store,
                          kv::OpenRocks({.directory = absl::GetFlag(FLAGS_data_dir)}));
  MINGCE_RETURN_IF_ERROR(
      ledger::CheckStoreIdentity(store.get(), static_cast<std::uint8_t>(Table::kMeta),
                                 {.service = kService, .format = kStoreFormat, .key_check = ""}));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<Projection> projection,
                          Projection::Open(store.get(), process::LeaveAfterStoreError));
  const rpc::Authorizer authorizer(std::move(bindings), [&projection] {
    const std::shared_ptr<const registry::mirror::State> state = projection->mirror().Now();
    return AccessFacts{.tree = state->tree(), .grants = state->shared_grants()};
  });
  Feeds feeds(projection.get(), registry, members);
  ParkedCalls parked;
  // This service has no key file. A key of its own until it ends is enough: a list that it had
  // begun to give before is refused (BAD_PAGE_TOKEN) and asked for anew.
  const seal::KeyRing keys(seal::MasterKey::Generate());

  rpc::WorkQueues queues;
  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  AddReadings(metrics.get(), projection.get(), &feeds, &clock);
  const rpc::Runtime runtime{
      .clock = &clock, .authority = &authorizer, .queues = &queues, .metrics = metrics.get()};
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<ReportingService> service,
                          ReportingService::Create(runtime, {.projection = projection.get(),
                                                             .feeds = &feeds,
                                                             .parked = &parked,
                                                             .page_tokens = PageTokensOf(&keys)}));
  if (!absl::GetFlag(FLAGS_metrics_listen).empty()) {
    MINGCE_RETURN_IF_ERROR(metrics->Serve(absl::GetFlag(FLAGS_metrics_listen)));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                          rpc::Server::Start({.listen = absl::GetFlag(FLAGS_listen),
                                              .tls = tls,
                                              .reflection = absl::GetFlag(FLAGS_reflection)},
                                             {service->wire()}));
  feeds.Start();
  Readiness readiness;
  process::ServeUntilStopped({.service = kService,
                              .server = server.get(),
                              .listen = absl::GetFlag(FLAGS_listen),
                              .metrics = metrics.get(),
                              .queues = &queues,
                              .clock = &clock,
                              .certificates = &certificates,
                              .ledger = nullptr,
                              .ready = [&] { return readiness.Look(feeds); },
                              .stop_following =
                                  [&] {
                                    feeds.Stop();
                                    parked.Stop();
                                  }});
  return absl::OkStatus();
}

}  // namespace
}  // namespace mingce::reporting

int main(int argc, char** argv) {
  return mingce::process::RunServiceMain(
      argc, argv,
      {.service = mingce::reporting::kService,
       .purpose = "serves figures built from the feeds of registry and members",
       .required = {"data_dir", "tls_ca", "tls_cert", "tls_key", "bindings", "registry", "members"},
       .serve = mingce::reporting::Serve});
}
