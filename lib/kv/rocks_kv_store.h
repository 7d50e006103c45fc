// KvStore on RocksDB. The rocks_* files are the only ones that name RocksDB.

#ifndef MINGCE_LIB_KV_ROCKS_KV_STORE_H_
#define MINGCE_LIB_KV_ROCKS_KV_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"

namespace mingce::kv {

struct RocksOptions {
  std::string directory;
  // Keeps all files in memory; nothing survives the object. For tests.
  bool in_memory = false;
};

// Opens the store in `directory`, making it if there is none.
// Errors, with domain "mingce.kv": STORE_BUSY (another process has it open), STORE_NOT_A_DIRECTORY,
// STORE_FOREIGN (the directory holds files, but no store), STORE_DAMAGED (DATA_LOSS), STORE_UNUSABLE
// (the disk refuses).
absl::StatusOr<std::unique_ptr<KvStore>> OpenRocks(const RocksOptions& options);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_KV_STORE_H_
