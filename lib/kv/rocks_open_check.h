// Whether opening a store would lose rows that were acknowledged.
//
// RocksDB recovers from its log up to the first record it cannot read and drops the rest without a
// word: right for a tail that a crash cut off, wrong for one bad sector in the middle. A missing or
// emptied log is to it a store with nothing in it. So we look first, while nothing is changed yet.

#ifndef MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_
#define MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_

#include <rocksdb/options.h>

#include <string>

#include "absl/status/status.h"

namespace mingce::kv {

// OK when opening `directory` with `options` gives all that was committed, save a tail: the last
// commit, unreadable, looks the same whether it was being written or rotted later. OK, too, for a
// directory without a store. Takes RocksDB's lock meanwhile and makes no file but that. Reads the
// log up to three times: a second for 100 MB, next to nothing after a clean stop.
// Errors: STORE_DAMAGED, STORE_BUSY, STORE_UNUSABLE (see rocks_kv_store.h).
absl::Status CheckNothingIsLost(const rocksdb::Options& options, const std::string& directory);

// A small file says that something was once committed, so that a store without a row is known for a
// lost one. MarkWritten returns when it is on disk; errors: INTERNAL, RESOURCE_EXHAUSTED.
bool IsMarkedWritten(const std::string& directory);
absl::Status MarkWritten(const std::string& directory);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_
