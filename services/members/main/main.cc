// mingce-members: flags, then every object in the order it is built, then serve, then drain.

#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/store_identity.h"
#include "lib/rpc/daemon.h"
#include "lib/rpc/feed_readings.h"
#include "lib/rpc/ledger_metrics.h"
#include "lib/rpc/server.h"
#include "lib/rpc/service_main.h"
#include "lib/seal/key_file.h"
#include "lib/seal/known_answers.h"
#include "lib/seal/secure_memory.h"
#include "services/members/app/apply_registry.h"
#include "services/members/rpc/convert.h"
#include "services/members/rpc/members_events_service.h"
#include "services/members/rpc/members_service.h"
#include "services/members/rpc/registry_feed.h"
#include "services/members/storage/keys.h"
#include "services/members/storage/mirror_store.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7432",
          "host:port to serve gRPC on; port 0 takes a free one");
ABSL_FLAG(std::string, data_dir, "", "directory of the store; made if it is not there; required");
ABSL_FLAG(std::string, key_file, "", "master key file, as made by mingcectl key init; required");
ABSL_FLAG(std::string, tls_ca, "", "PEM file of the authority both sides trust; required");
ABSL_FLAG(std::string, tls_cert, "",
          "PEM file of this service's certificate with its chain; required");
ABSL_FLAG(std::string, tls_key, "", "PEM file of its private key; required");
ABSL_FLAG(std::string, bindings, "",
          "text file of mingce.policy.v1.Bindings: which identity has which role; required");
ABSL_FLAG(std::string, registry, "127.0.0.1:7431", "host:port of mingce-registry");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9432",
          "loopback host:port for Prometheus; empty for none");
ABSL_FLAG(bool, reflection, false, "answer gRPC reflection; off in production");

namespace mingce::members {
namespace {

constexpr char kService[] = "members";
constexpr std::uint32_t kStoreFormat = 1;

void AddReadings(const kv::KvStore& store, const ledger::Ledger& ledger, const RegistryFeed& feed,
                 rpc::Metrics* metrics) {
  rpc::AddLedgerReadings(ledger, metrics);
  rpc::AddFeedReadings(
      "registry", [&feed] { return feed.state(); }, metrics);
  metrics->AddReading("registered_members", "Members in the register", "",
                      [&store] { return static_cast<double>(CountMembers(store).value_or(0)); });
}

absl::Status Serve() {
  const Clock& clock = Clock::System();
  const rpc::TlsFiles tls{.ca = absl::GetFlag(FLAGS_tls_ca),
                          .certificate = absl::GetFlag(FLAGS_tls_cert),
                          .key = absl::GetFlag(FLAGS_tls_key)};
  MINGCE_RETURN_IF_ERROR(seal::HardenProcess());
  MINGCE_RETURN_IF_ERROR(seal::SelfTest());
  MINGCE_ASSIGN_OR_RETURN(const rpc::Authorizer authorizer,
                          rpc::Authorizer::FromFile(absl::GetFlag(FLAGS_bindings)));
  MINGCE_ASSIGN_OR_RETURN(const auto registry,
                          rpc::MakeChannel(absl::GetFlag(FLAGS_registry), tls));
  MINGCE_ASSIGN_OR_RETURN(const seal::MasterKey key,
                          seal::LoadKeyFile(absl::GetFlag(FLAGS_key_file)));
  const seal::KeyRing ring(key);

  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<kv::KvStore> store,
                          kv::OpenRocks({.directory = absl::GetFlag(FLAGS_data_dir)}));
  const auto meta = static_cast<std::uint8_t>(Table::kMeta);
  MINGCE_RETURN_IF_ERROR(ledger::CheckStoreIdentity(
      store.get(), meta,
      {.service = kService, .format = kStoreFormat, .key_check = ring.CheckValue()}));
  ledger::Options options;
  options.tables = {.meta = meta,
                    .request = static_cast<std::uint8_t>(Table::kRequest),
                    .event = static_cast<std::uint8_t>(Table::kEvent),
                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
  options.on_fatal = rpc::LeaveAfterStoreError;
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<ledger::Ledger> ledger,
                          ledger::Ledger::Open(store.get(), &clock, options));
  Reference reference(store.get());
  MINGCE_ASSIGN_OR_RETURN(type::Cursor cursor, FindFeedCursor(*store, kRegistryFeed));
  RegistryFeed feed(kRegistryFeed, registry, std::move(cursor), ApplyTo(ledger.get()));

  rpc::WorkQueues queues;
  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  AddReadings(*store, *ledger, feed, metrics.get());
  const rpc::Runtime runtime{
      .clock = &clock, .authorizer = &authorizer, .queues = &queues, .metrics = metrics.get()};
  const EligibilityContext context{
      .store = store.get(), .ledger = ledger.get(), .reference = &reference, .ring = &ring};
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<MembersService> service,
                          MembersService::Create(runtime, context, [&] { return feed.state(); }));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<MembersEventsService> events,
                          MembersEventsService::Create(runtime, ledger.get()));
  if (!absl::GetFlag(FLAGS_metrics_listen).empty()) {
    MINGCE_RETURN_IF_ERROR(metrics->Serve(absl::GetFlag(FLAGS_metrics_listen)));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                          rpc::Server::Start({.listen = absl::GetFlag(FLAGS_listen),
                                              .tls = tls,
                                              .reflection = absl::GetFlag(FLAGS_reflection)},
                                             {service.get(), events.get()}));
  feed.Start();
  rpc::ServeUntilStopped(
      {.service = kService,
       .server = server.get(),
       .listen = absl::GetFlag(FLAGS_listen),
       .metrics = metrics.get(),
       .queues = &queues,
       .ledger = ledger.get(),
       // A mirror that came once serves on while the registry is down; a broken one must not.
       .ready =
           [&] {
             const rpc::FeedState state = feed.state();
             return state.broken.ok() && state.applied.sequence() > 0;
           },
       .stop_following = [&] { feed.Stop(); }});
  return absl::OkStatus();
}

}  // namespace
}  // namespace mingce::members

int main(int argc, char** argv) {
  return mingce::rpc::RunServiceMain(argc, argv,
                                     {.service = mingce::members::kService,
                                      .purpose = "keeps the roll of members; see README.md",
                                      .required = {"data_dir", "key_file", "tls_ca", "tls_cert",
                                                   "tls_key", "bindings", "registry"},
                                      .serve = mingce::members::Serve});
}
