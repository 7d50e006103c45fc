// mingce-registry: flags, then every object in the order it is built, then serve, then drain.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "lib/base/clock.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/ledger/store_identity.h"
#include "lib/rpc/authorizer.h"
#include "lib/rpc/daemon.h"
#include "lib/rpc/ledger_metrics.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/server.h"
#include "lib/rpc/work_queue.h"
#include "lib/seal/key_file.h"
#include "lib/seal/key_ring.h"
#include "lib/seal/known_answers.h"
#include "lib/seal/secure_memory.h"
#include "services/registry/app/register.h"
#include "services/registry/rpc/events_service.h"
#include "services/registry/rpc/registry_service.h"
#include "services/registry/storage/keys.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7431", "Address to serve gRPC on; port 0 takes one.");
ABSL_FLAG(std::string, data_dir, "", "Directory of the store. Required.");
ABSL_FLAG(std::string, key_file, "", "Master key file (mingcectl key init). Required.");
ABSL_FLAG(std::string, tls_ca, "", "PEM of the authority both sides trust. Required.");
ABSL_FLAG(std::string, tls_cert, "", "PEM of the service's certificate. Required.");
ABSL_FLAG(std::string, tls_key, "", "PEM of the service's private key. Required.");
ABSL_FLAG(std::string, bindings, "", "Who is what: a mingce.policy.v1.Bindings text. Required.");
ABSL_FLAG(std::string, metrics_listen, "127.0.0.1:9431",
          "Loopback address for Prometheus; empty for none.");
ABSL_FLAG(bool, reflection, false, "Tell callers which services there are.");

namespace mingce::registry {
namespace {

constexpr char kService[] = "registry";
constexpr std::uint32_t kStoreFormat = 1;

struct Config {
  rpc::ServerOptions server;
  std::string data_dir;
  std::string key_file;
  std::string bindings;
  std::string metrics_listen;
};

absl::StatusOr<Config> ConfigFromFlags(const std::vector<char*>& leftovers) {
  MINGCE_RETURN_IF_ERROR(rpc::CheckFlags({{"data_dir", absl::GetFlag(FLAGS_data_dir)},
                                          {"key_file", absl::GetFlag(FLAGS_key_file)},
                                          {"tls_ca", absl::GetFlag(FLAGS_tls_ca)},
                                          {"tls_cert", absl::GetFlag(FLAGS_tls_cert)},
                                          {"tls_key", absl::GetFlag(FLAGS_tls_key)},
                                          {"bindings", absl::GetFlag(FLAGS_bindings)}},
                                         leftovers));
  return Config{.server = {.listen = absl::GetFlag(FLAGS_listen),
                           .tls = {.ca = absl::GetFlag(FLAGS_tls_ca),
                                   .certificate = absl::GetFlag(FLAGS_tls_cert),
                                   .key = absl::GetFlag(FLAGS_tls_key)},
                           .reflection = absl::GetFlag(FLAGS_reflection)},
                .data_dir = absl::GetFlag(FLAGS_data_dir),
                .key_file = absl::GetFlag(FLAGS_key_file),
                .bindings = absl::GetFlag(FLAGS_bindings),
                .metrics_listen = absl::GetFlag(FLAGS_metrics_listen)};
}

ledger::Options LedgerOptions() {
  ledger::Options options;
  options.tables = {.meta = static_cast<std::uint8_t>(Table::kMeta),
                    .request = static_cast<std::uint8_t>(Table::kRequest),
                    .event = static_cast<std::uint8_t>(Table::kEvent),
                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
  options.on_fatal = rpc::LeaveAfterStoreError;
  return options;
}

absl::Status Run(const Config& config) {
  const Clock& clock = Clock::System();
  MINGCE_RETURN_IF_ERROR(seal::HardenProcess());
  MINGCE_RETURN_IF_ERROR(seal::SelfTest());
  MINGCE_ASSIGN_OR_RETURN(const seal::MasterKey key, seal::LoadKeyFile(config.key_file));
  const seal::KeyRing keys(key);
  MINGCE_ASSIGN_OR_RETURN(const rpc::Authorizer authorizer,
                          rpc::Authorizer::FromFile(config.bindings));

  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<kv::KvStore> store,
                          kv::OpenRocks({.directory = config.data_dir}));
  MINGCE_RETURN_IF_ERROR(ledger::CheckStoreIdentity(
      store.get(), static_cast<std::uint8_t>(Table::kMeta),
      {.service = kService, .format = kStoreFormat, .key_check = keys.CheckValue()}));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<ledger::Ledger> ledger,
                          ledger::Ledger::Open(store.get(), &clock, LedgerOptions()));
  const Register parts{.store = store.get(), .ledger = ledger.get(), .keys = &keys};

  const std::unique_ptr<rpc::Metrics> metrics = rpc::Metrics::Create(kService);
  rpc::AddLedgerReadings(*ledger, metrics.get());
  rpc::WorkQueues queues;
  const rpc::Runtime runtime{
      .clock = &clock, .authorizer = &authorizer, .queues = &queues, .metrics = metrics.get()};
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<RegistryService> service,
                          RegistryService::Create(parts, runtime, kVersion));
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<EventsService> events,
                          EventsService::Create(ledger.get(), runtime));
  if (!config.metrics_listen.empty()) {
    MINGCE_RETURN_IF_ERROR(metrics->Serve(config.metrics_listen));
  }
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Server> server,
                          rpc::Server::Start(config.server, {service.get(), events.get()}));
  rpc::ServeUntilStopped({.service = kService,
                          .server = server.get(),
                          .metrics = metrics.get(),
                          .queues = &queues,
                          .ledger = ledger.get(),
                          .ready = [] { return true; },
                          .stop_following = nullptr});
  return absl::OkStatus();
}

}  // namespace
}  // namespace mingce::registry

int main(int argc, char** argv) {
  mingce::rpc::BlockStopSignals();
  absl::FlagsUsageConfig usage;  // else --help shows no flag: none stands in a file of our name
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::EndsWith(file, "/main/main.cc");
  };
  absl::SetFlagsUsageConfig(usage);
  absl::SetProgramUsageMessage("keeps organisations, forms, campaigns and quotas; see README.md");
  const absl::StatusOr<mingce::registry::Config> config =
      mingce::registry::ConfigFromFlags(absl::ParseCommandLine(argc, argv));
  const absl::Status status =
      config.ok() ? mingce::registry::Run(*config) : absl::Status(config.status());
  return status.ok() ? EXIT_SUCCESS : mingce::rpc::RefuseToStart("registry", status);
}
