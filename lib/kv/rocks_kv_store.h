// KvStore on RocksDB. The rocks_* files are the only ones that name RocksDB.

#ifndef MINGCE_LIB_KV_ROCKS_KV_STORE_H_
#define MINGCE_LIB_KV_ROCKS_KV_STORE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"
#include "lib/kv/row_guard.h"

namespace mingce::kv {

struct RocksOptions {
  std::string directory;
  // How rows are guarded (row_guard.h); null where they are not.
  RowMac row_mac = nullptr;
  // The one row that is not: what has to be read before it is known whether the key is the right
  // one.
  std::string unguarded_key = {};
  // Keeps all files in memory; nothing survives the object. For tests.
  bool in_memory = false;
  // What HasRoom keeps free of the disk: several times what is written before a refusal is heard.
  std::uint64_t reserve_bytes = 128 << 20;
};

// Opens the store in `directory`, making it if there is none. A crash may have cut off the commit
// that was being written; that one is dropped, and nothing else ever is: where a commit before it
// cannot be read, or is gone, the store is damaged and does not open (rocks_open_check.h).
// Destroying the store moves what the log holds into tables. Errors, with domain "mingce.kv":
// DISK_FULL (less than a quarter of the reserve is free, and RocksDB would abort while it opens),
// STORE_BUSY (another process has it open), STORE_NOT_A_DIRECTORY, STORE_FOREIGN (the directory
// holds files, but no store), STORE_DAMAGED (DATA_LOSS; the directory is as it was), STORE_UNUSABLE
// (the disk refuses). Reading it may give ROW_ALTERED.
absl::StatusOr<std::unique_ptr<KvStore>> OpenRocks(const RocksOptions& options);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_KV_STORE_H_
