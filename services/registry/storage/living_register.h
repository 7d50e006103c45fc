// The register in memory: what every search, list, check of the tree and question of rights is
// answered from. It hears of each event as the ledger does, so it is never behind the rows.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_LIVING_REGISTER_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_LIVING_REGISTER_H_

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/mutex.h"
#include "lib/call/authority.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/new_event.h"
#include "services/registry/mirror/facts.h"
#include "services/registry/mirror/state.h"

namespace mingce::registry {

// One moment of the register. Immutable, and so thread-safe.
struct RegisterState {
  mirror::State facts;
  // When the newest version of an organisation was recorded, and the latest day from which one
  // holds: whoever asks for a later moment and a day not before gets what is in the tree now.
  absl::Time known_at = absl::InfinitePast();
  absl::CivilDay latest_day;

  const access::Tree& tree() const { return *facts.tree(); }
  // Nodes of the tree are organisation ids, and permissions those of lib/policy/roles.h.
  AccessFacts access() const { return {.tree = facts.tree(), .grants = facts.shared_grants()}; }
};

class LivingRegister final : public ledger::EventListener {
 public:
  // As the rows say, before the ledger is opened that it will listen to; 200,000 organisations take
  // some seconds. Errors: DATA_LOSS.
  static absl::StatusOr<std::unique_ptr<LivingRegister>> Load(const kv::Reader& rows);

  // As of the newest durable event; never null. Thread-safe; costs a lock and a reference.
  std::shared_ptr<const RegisterState> Now() const;

  // As of the newest decided event: what the command being decided comes after. On the writer's
  // thread; good until the next event is decided.
  const RegisterState& Decided();

  // On the writer's thread.
  void OnDecided(const ledger::NewEvent& event, ledger::RecordedTime recorded) override;
  void OnDurable() override;

 private:
  absl::Status Note(const ledger::NewEvent& event, ledger::RecordedTime recorded);

  // The writer's own.
  std::shared_ptr<const RegisterState> decided_ = std::make_shared<const RegisterState>();
  std::vector<mirror::Fact> noted_;  // not in decided_ yet

  mutable Mutex mu_;
  std::shared_ptr<const RegisterState> durable_ ABSL_GUARDED_BY(mu_) = decided_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_LIVING_REGISTER_H_
