// Errors of a store on RocksDB, in our words.

#ifndef MINGCE_LIB_KV_ROCKS_ERRORS_H_
#define MINGCE_LIB_KV_ROCKS_ERRORS_H_

#include <rocksdb/status.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::kv {

// Of a store that is open: DATA_LOSS, RESOURCE_EXHAUSTED (the disk is full) or INTERNAL.
absl::Status ToStatus(const rocksdb::Status& status);

// Of a store that does not open; the reasons are those of OpenRocks. RefuseStore is
// FAILED_PRECONDITION, StoreDamaged DATA_LOSS, and OpenError one of both.
absl::Status RefuseStore(absl::string_view reason, const std::string& directory,
                         absl::string_view en, absl::string_view zh);
absl::Status StoreDamaged(const std::string& directory, absl::string_view what);
absl::Status OpenError(const rocksdb::Status& status, const std::string& directory);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_ERRORS_H_
