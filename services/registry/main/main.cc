// mingce-registry: flags, then every object in the order it is built, then serve, then drain.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/base/parked_calls.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "lib/feed/audience.h"
#include "lib/feed/feed_service.h"
#include "lib/feed/follower.h"
#include "lib/feed/readings.h"
#include "lib/ledger/ledger.h"
#include "lib/ledger/loss.h"
#include "lib/ledger/store_identity.h"
#include "lib/process/daemon.h"
#include "lib/process/service_main.h"
#include "lib/proof/audit_service.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/bindings.h"
#include "lib/rpc/ledger_audit.h"
#include "lib/rpc/ledger_metrics.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/tls.h"
#include "lib/rpc/work_queue.h"
#include "lib/seal/key_ring.h"
#include "services/registry/app/register.h"
#include "services/registry/rpc/members_feed.h"
#include "services/registry/rpc/services.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/living_register.h"
#include "services/registry/storage/occupancy_store.h"
#include "services/registry/storage/published.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7431",
          "host:port to serve gRPC on; port 0 takes a free one");
ABSL_FLAG(std::string, data_dir, "", "directory of the store; made if it is not there; required");
ABSL_FLAG(
    std::string, members, "",
    "host:port of mingce-members, to know which unions have members; without it no union whose "
    "kind may have members is closed or changed into a kind that may not");
ABSL_FLAG(
    absl::Duration, members_silence, absl::Seconds(5),
    "after so long without an answer of mingce-members it is not known which unions have members");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9431",
          "loopback host:port for Prometheus; empty for none");

namespace mingce::registry {
namespace {

constexpr char kService[] = "registry";
constexpr std::uint32_t kStoreFormat = 4;
constexpr ledger::Tables kTables = {.meta = static_cast<std::uint8_t>(Table::kMeta),
                                    .request = static_cast<std::uint8_t>(Table::kRequest),
                                    .event = static_cast<std::uint8_t>(Table::kEvent),
                                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
// What is left of a call's deadline for sending the answer.
constexpr absl::Duration kAnswerReserve = absl::Milliseconds(200);

ledger::Options LedgerOptions(ledger::EventListener* listener) {
  ledger::Options options;
  options.listener = listener;
  options.source = "mingce/registry";
  options.tables = kTables;
  options.on_fatal = process::LeaveAfterStoreError;
  return options;
}

// nullptr where the registry stands alone.
absl::StatusOr<std::unique_ptr<feed::Follower>> FollowRoll(const kv::Reader& store,
                                                           const rpc::TlsFiles& tls,
                                                           ledger::Ledger* ledger) {
  const std::string address = absl::GetFlag(FLAGS_members);
  if (address.empty()) return nullptr;
  MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel,
                          rpc::MakeChannel("members", address, tls));
  MINGCE_ASSIGN_OR_RETURN(type::Cursor cursor, FindFeedCursor(store, kMembersFeed));
  return std::make_unique<feed::Follower>(kMembersFeed, channel, std::move(cursor),
                                          ApplyMembersTo(ledger));
}

absl::Status Serve() {
  const Clock& clock = Clock::System();
  MINGCE_ASSIGN_OR_RETURN(process::Config config, process::ReadConfig(clock.Now()));
  constexpr auto meta = static_cast<std::uint8_t>(Table::kMeta);
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<kv::KvStore> store,
      ledger::OpenStore(absl::GetFlag(FLAGS_data_dir), meta,
                        {.service = kService, .format = kStoreFormat}, &config.keys));
  MINGCE_RETURN_IF_ERROR(ledger::CheckNoLossIsProved(*store, meta));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<LivingRegister> living,
                          LivingRegister::Load(*store));
  // A call comes in by what is durable, and is decided by all that was decided before it.
  const rpc::Authorizer authorizer(config.bindings, [&living] { return living->Now()->access(); });
  const rpc::Authorizer decider(config.bindings, [&living] { return living->Decided().access(); });
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<ledger::Ledger> ledger,
                          ledger::Ledger::Open(store.get(), &clock, LedgerOptions(living.get())));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<feed::Follower> roll,
                          FollowRoll(*store, config.tls, ledger.get()));
  const absl::Duration silence = absl::GetFlag(FLAGS_members_silence);
  ParkedCalls unheard;
  // The services of the suite: those that may follow before any role is granted.
  feed::Audience audience(rpc::HoldersOf(policy::v1::FEED_READ, config.bindings), &clock);
  const Register parts{
      .store = store.get(),
      .ledger = ledger.get(),
      .keys = &config.keys,
      .living = living.get(),
      .authority = &decider,
      .members_known = [&roll,
                        silence] { return roll != nullptr && IsFresh(roll->state(), silence); },
      .when_heard =
          [&](absl::Time deadline, std::function<void(bool heard)> go_on) {
            const auto heard = [&audience, sequence = ledger->Head().sequence] {
              return audience.HasHeard(sequence);
            };
            unheard.Park(heard, deadline - kAnswerReserve - clock.Now(),
                         [heard, go_on = std::move(go_on)] { go_on(heard()); });
          }};
  rpc::LedgerAudit audit(ledger.get(), &clock, [&config](const seal::Digest& content) {
    return config.keys.Fingerprint(content);
  });

  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  rpc::AddLedgerReadings(*ledger, metrics.get());
  if (roll != nullptr) {
    feed::AddReadings(
        kMembersFeed, [&roll] { return roll->state(); }, metrics.get());
  }
  rpc::WorkQueues queues;
  const rpc::Runtime runtime{.clock = &clock,
                             .authority = &authorizer,
                             .queues = &queues,
                             .metrics = metrics.get(),
                             .audit = &audit};
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Service> organizations,
                          MakeRegistryService(parts, runtime, kVersion));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Service> catalogue,
                          MakeCatalogueService(parts, runtime));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Service> roles,
                          MakeRoleService(parts, runtime));
  MINGCE_ASSIGN_OR_RETURN(
      const std::unique_ptr<feed::FeedService> feed,
      feed::FeedService::Create(runtime, store.get(), ledger.get(), VisitPublished, &audience,
                                [&ledger](const ledger::Cursor& proof) {
                                  process::LeaveAfterStoreError(
                                      ledger::KeepProofOfLoss(ledger.get(), meta, proof));
                                }));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Service> proofs,
                          proof::MakeAuditService(runtime, store.get(), kTables));
  return process::ServeUntilStopped(
      {.service = kService,
       .config = &config,
       .listen = absl::GetFlag(FLAGS_listen),
       .metrics_listen = absl::GetFlag(FLAGS_metrics_listen),
       .services = {organizations.get(), catalogue.get(), roles.get(), feed->wire(), proofs.get()},
       .authorizer = &authorizer,
       .metrics = metrics.get(),
       .queues = &queues,
       .clock = &clock,
       .store = store.get(),
       .ledger = ledger.get(),
       .audit = &audit,
       // Serves without the roll, and while it is broken: what needs it is refused.
       .ready = [] { return true; },
       .start_following =
           [&] {
             if (roll != nullptr) roll->Start();
           },
       .stop_following =
           [&] {
             if (roll != nullptr) roll->Stop();
             unheard.Stop();
           }});
}

}  // namespace
}  // namespace mingce::registry

int main(int argc, char** argv) {
  return mingce::process::RunServiceMain(
      argc, argv,
      {.service = mingce::registry::kService,
       .purpose = "keeps organisations, forms, campaigns and quotas; see README.md",
       .required = {"data_dir"},
       .serve = mingce::registry::Serve});
}
