// mingce-reporting: flags, then every object in the order it is built, then serve, then drain.

#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "lib/base/clock.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/store_identity.h"
#include "lib/process/daemon.h"
#include "lib/process/service_main.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/tls.h"
#include "lib/rpc/work_queue.h"
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
ABSL_FLAG(std::string, registry, "127.0.0.1:7431", "host:port of mingce-registry");
ABSL_FLAG(std::string, members, "127.0.0.1:7432", "host:port of mingce-members");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9433",
          "loopback host:port for Prometheus; empty for none");

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
  MINGCE_ASSIGN_OR_RETURN(process::Config config, process::ReadConfig(clock.Now()));
  MINGCE_ASSIGN_OR_RETURN(const auto registry,
                          rpc::MakeChannel("registry", absl::GetFlag(FLAGS_registry), config.tls));
  MINGCE_ASSIGN_OR_RETURN(const auto members,
                          rpc::MakeChannel("members", absl::GetFlag(FLAGS_members), config.tls));

  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<kv::KvStore> store,
      ledger::OpenStore(absl::GetFlag(FLAGS_data_dir), static_cast<std::uint8_t>(Table::kMeta),
                        {.service = kService, .format = kStoreFormat}, &config.keys));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<Projection> projection,
                          Projection::Open(store.get(), process::LeaveAfterStoreError));
  const rpc::Authorizer authorizer(std::move(config.bindings), [&projection] {
    const std::shared_ptr<const registry::mirror::State> state = projection->mirror().Now();
    return AccessFacts{.tree = state->tree(),
                       .grants = state->shared_grants(),
                       .heard = state->cursor().sequence() > 0};
  });
  Feeds feeds(projection.get(), registry, members);
  ParkedCalls parked;
  rpc::WorkQueues queues;
  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  AddReadings(metrics.get(), projection.get(), &feeds, &clock);
  const rpc::Runtime runtime{
      .clock = &clock, .authority = &authorizer, .queues = &queues, .metrics = metrics.get()};
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<ReportingService> service,
      ReportingService::Create(runtime, {.projection = projection.get(),
                                         .feeds = &feeds,
                                         .parked = &parked,
                                         .page_tokens = PageTokensOf(&config.keys)}));
  Readiness readiness;
  return process::ServeUntilStopped({.service = kService,
                                     .config = &config,
                                     .listen = absl::GetFlag(FLAGS_listen),
                                     .metrics_listen = absl::GetFlag(FLAGS_metrics_listen),
                                     .services = {service->wire()},
                                     .authorizer = &authorizer,
                                     .metrics = metrics.get(),
                                     .queues = &queues,
                                     .clock = &clock,
                                     .store = store.get(),
                                     .ready = [&] { return readiness.Look(feeds); },
                                     .start_following = [&] { feeds.Start(); },
                                     .stop_following =
                                         [&] {
                                           feeds.Stop();
                                           parked.Stop();
                                         }});
}

}  // namespace
}  // namespace mingce::reporting

int main(int argc, char** argv) {
  return mingce::process::RunServiceMain(
      argc, argv,
      {.service = mingce::reporting::kService,
       .purpose = "serves figures built from the feeds of registry and members",
       .required = {"data_dir", "registry", "members"},
       .serve = mingce::reporting::Serve});
}
