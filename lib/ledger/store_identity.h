// Whose store a directory holds. Checked before anything else is read or written, so that a service
// never works on another service's rows, on a newer format, or with the wrong key.

#ifndef MINGCE_LIB_LEDGER_STORE_IDENTITY_H_
#define MINGCE_LIB_LEDGER_STORE_IDENTITY_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/seal/key_ring.h"

namespace mingce::ledger {

struct StoreIdentity {
  std::string service;       // "registry", "members", "reporting"
  std::uint32_t format = 1;  // of the rows; grows with every change older code cannot read
};

// Opens the store in `directory`, all rows guarded by `ring` (lib/kv/row_guard.h) but the one that
// says whose it is, in table `meta_table`. Writes that into an empty store, or compares it with
// what is there. Errors (FAILED_PRECONDITION): STORE_FOREIGN, STORE_NEWER, STORE_OLDER, KEY_WRONG;
// and those of kv::OpenRocks. `ring` outlives the store.
absl::StatusOr<std::unique_ptr<kv::KvStore>> OpenStore(const std::string& directory,
                                                       std::uint8_t meta_table,
                                                       const StoreIdentity& identity,
                                                       const seal::KeyRing* ring);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_STORE_IDENTITY_H_
