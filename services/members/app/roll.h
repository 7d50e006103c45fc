// The parts that the verbs of this service work with.

#ifndef MINGCE_SERVICES_MEMBERS_APP_ROLL_H_
#define MINGCE_SERVICES_MEMBERS_APP_ROLL_H_

#include "lib/call/authority.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "services/registry/mirror/mirror.h"

namespace mingce::members {

// All outlive the calls.
struct Roll {
  const kv::KvStore* store;
  ledger::Ledger* ledger;
  const registry::mirror::Mirror* mirror;
  const seal::KeyRing* ring;
  const Authority* authority;  // of the mirror; thread-safe
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_ROLL_H_
