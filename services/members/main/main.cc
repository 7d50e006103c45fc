// mingce-members: flags, then every object in the order it is built, then serve, then drain.

#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "lib/base/status_macros.h"
#include "lib/feed/audience.h"
#include "lib/feed/feed_service.h"
#include "lib/feed/readings.h"
#include "lib/ledger/loss.h"
#include "lib/ledger/store_identity.h"
#include "lib/policy/roles.h"
#include "lib/process/daemon.h"
#include "lib/process/service_main.h"
#include "lib/proof/audit_service.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/bindings.h"
#include "lib/rpc/ledger_audit.h"
#include "lib/rpc/ledger_metrics.h"
#include "services/members/app/questions.h"
#include "services/members/app/roll.h"
#include "services/members/rpc/members_service.h"
#include "services/members/storage/keys.h"
#include "services/members/storage/member_store.h"
#include "services/members/storage/membership_store.h"
#include "services/registry/mirror/mirror.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7432",
          "host:port to serve gRPC on; port 0 takes a free one");
ABSL_FLAG(std::string, data_dir, "", "directory of the store; made if it is not there; required");
ABSL_FLAG(std::string, registry, "127.0.0.1:7431", "host:port of mingce-registry");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9432",
          "loopback host:port for Prometheus; empty for none");

namespace mingce::members {
namespace {

constexpr char kService[] = "members";
constexpr std::uint32_t kStoreFormat = 4;

void AddReadings(const kv::KvStore& store, const ledger::Ledger& ledger,
                 const feed::Follower& registry, rpc::Metrics* metrics) {
  rpc::AddLedgerReadings(ledger, metrics);
  feed::AddReadings(
      "registry", [&registry] { return registry.state(); }, metrics);
  metrics->AddReading("registered_members", "Members in the register", "",
                      [&store] { return static_cast<double>(CountMembers(store).value_or(0)); });
}

void AddReadings(const Questions& questions, rpc::Metrics* metrics) {
  const auto add = [&](const char* name, const char* help, auto read) {
    metrics->AddReading(name, help, "", [&questions, read] {
      return static_cast<double>(read(questions.totals()));
    });
  };
  using Totals = Questions::Totals;
  add("questions_total", "Persons asked about, in checks and look-ups",
      [](const Totals& t) { return t.asked; });
  add("question_misses_total", "Of them those whom nobody is registered as",
      [](const Totals& t) { return t.missed; });
  add("questions_over_budget_total", "Calls refused for asking too much",
      [](const Totals& t) { return t.refused; });
  add("askers_missing_often", "Callers that missed too often today",
      [](const Totals& t) { return t.alarmed; });
}

absl::Status Serve() {
  const Clock& clock = Clock::System();
  MINGCE_ASSIGN_OR_RETURN(process::Config config, process::ReadConfig(clock.Now()));
  MINGCE_ASSIGN_OR_RETURN(const auto registry,
                          rpc::MakeChannel("registry", absl::GetFlag(FLAGS_registry), config.tls));
  const auto meta = static_cast<std::uint8_t>(Table::kMeta);
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<kv::KvStore> store,
      ledger::OpenStore(absl::GetFlag(FLAGS_data_dir), meta,
                        {.service = kService, .format = kStoreFormat}, &config.keys));
  MINGCE_RETURN_IF_ERROR(ledger::CheckNoLossIsProved(*store, meta));
  ledger::Options options;
  options.tables = {.meta = meta,
                    .request = static_cast<std::uint8_t>(Table::kRequest),
                    .event = static_cast<std::uint8_t>(Table::kEvent),
                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
  options.source = "mingce/members";
  options.on_fatal = process::LeaveAfterStoreError;
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<ledger::Ledger> ledger,
                          ledger::Ledger::Open(store.get(), &clock, options));
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<registry::mirror::Mirror> mirror,
      registry::mirror::Mirror::Open(*store, {.table = static_cast<std::uint8_t>(Table::kRegistry),
                                              .cursor_key = FeedCursorKey(kRegistryFeed),
                                              .permissions_of = policy::PermissionsOf}));
  feed::Audience audience(rpc::HoldersOf(policy::v1::FEED_READ, config.bindings), &clock);
  const rpc::Authorizer authorizer(std::move(config.bindings), [&mirror] {
    const std::shared_ptr<const registry::mirror::State> state = mirror->Now();
    return AccessFacts{.tree = state->tree(),
                       .grants = state->shared_grants(),
                       .heard = state->cursor().sequence() > 0};
  });
  rpc::LedgerAudit audit(ledger.get(), &clock, [&config](const seal::Digest& content) {
    return config.keys.Fingerprint(content);
  });
  feed::Follower follower(kRegistryFeed, registry, mirror->Now()->cursor(),
                          [&ledger, &mirror](const feed::Portion& portion) {
                            return ApplyRegistry(ledger.get(), mirror.get(), portion);
                          });

  rpc::WorkQueues queues;
  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  AddReadings(*store, *ledger, follower, metrics.get());
  const rpc::Runtime runtime{.clock = &clock,
                             .authority = &authorizer,
                             .queues = &queues,
                             .metrics = metrics.get(),
                             .audit = &audit};
  Questions questions(&clock, ledger.get(), mirror.get());
  MINGCE_RETURN_IF_ERROR(questions.ReadPast(*store));
  AddReadings(questions, metrics.get());
  const Roll roll{.store = store.get(),
                  .ledger = ledger.get(),
                  .mirror = mirror.get(),
                  .ring = &config.keys,
                  .authority = &authorizer,
                  .questions = &questions};
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<MembersService> service,
                          MembersService::Create(runtime, roll, [&] { return follower.state(); }));
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<feed::FeedService> feed,
      feed::FeedService::Create(runtime, store.get(), ledger.get(), VisitPublished, &audience,
                                [&ledger](const ledger::Cursor& proof) {
                                  process::LeaveAfterStoreError(
                                      ledger::KeepProofOfLoss(ledger.get(), meta, proof));
                                }));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Service> proofs,
                          proof::MakeAuditService(runtime, store.get(), options.tables));
  return process::ServeUntilStopped(
      {.service = kService,
       .config = &config,
       .listen = absl::GetFlag(FLAGS_listen),
       .metrics_listen = absl::GetFlag(FLAGS_metrics_listen),
       .services = {service->wire(), feed->wire(), proofs.get()},
       .authorizer = &authorizer,
       .metrics = metrics.get(),
       .queues = &queues,
       .clock = &clock,
       .store = store.get(),
       .ledger = ledger.get(),
       .audit = &audit,
       // A mirror that came once serves on while the registry is down; a broken one must not.
       .ready =
           [&] {
             const feed::FeedState state = follower.state();
             return state.broken.ok() && state.applied.sequence() > 0;
           },
       .start_following = [&] { follower.Start(); },
       .stop_following = [&] { follower.Stop(); }});
}

}  // namespace
}  // namespace mingce::members

int main(int argc, char** argv) {
  return mingce::process::RunServiceMain(argc, argv,
                                         {.service = mingce::members::kService,
                                          .purpose = "keeps the roll of members; see README.md",
                                          .required = {"data_dir", "registry"},
                                          .serve = mingce::members::Serve});
}
