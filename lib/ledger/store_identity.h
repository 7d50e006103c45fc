// Whose store a directory holds. Checked before anything is read or written, so that a service
// never works on another service's rows, on a newer format, or with the wrong key.

#ifndef MINGCE_LIB_LEDGER_STORE_IDENTITY_H_
#define MINGCE_LIB_LEDGER_STORE_IDENTITY_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "lib/kv/kv_store.h"

namespace mingce::ledger {

struct StoreIdentity {
  std::string service;         // "registry", "members", "reporting"
  std::uint32_t format = 1;    // of the rows; grows with every change older code cannot read
  std::string key_check = {};  // KeyRing::CheckValue(); empty for a store that seals nothing
};

// Writes `expected` into an empty store, or compares it with what is there. Table `meta_table`.
// Errors (FAILED_PRECONDITION): STORE_FOREIGN, STORE_NEWER, STORE_OLDER, KEY_WRONG.
absl::Status CheckStoreIdentity(kv::KvStore* store, std::uint8_t meta_table,
                                const StoreIdentity& expected);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_STORE_IDENTITY_H_
