// The parts that the verbs of this service work with, and how what the registry says gets into
// them.

#ifndef MINGCE_SERVICES_MEMBERS_APP_ROLL_H_
#define MINGCE_SERVICES_MEMBERS_APP_ROLL_H_

#include "absl/status/status.h"
#include "lib/call/authority.h"
#include "lib/feed/portion.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "services/members/app/questions.h"
#include "services/registry/mirror/mirror.h"

namespace mingce::members {

// All outlive the calls.
struct Roll {
  const kv::KvStore* store;
  ledger::Ledger* ledger;
  const registry::mirror::Mirror* mirror;
  const seal::KeyRing* ring;
  const Authority* authority;  // of the mirror; thread-safe
  Questions* questions;
};

inline constexpr char kRegistryFeed[] = "registry";

// Takes what the registry's feed brought into the mirror, with the feed's place, in one batch.
// Durable, and seen by all that asks the mirror, on return of OK. Blocks; called on the feed's
// thread only. Errors: of Mirror::Prepare and of the ledger.
absl::Status ApplyRegistry(ledger::Ledger* ledger, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_ROLL_H_
