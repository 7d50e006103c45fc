// Whether opening a store would lose rows that were acknowledged.
//
// RocksDB recovers from its log up to the first record it cannot read and drops the rest without a
// word: right for a tail that a crash cut off, wrong for one bad sector in the middle. A missing or
// emptied log, a manifest that was cut off and older files put back are to it a store with less in
// it. So we look first, while nothing is changed yet.

#ifndef MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_
#define MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_

#include <rocksdb/options.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"

namespace mingce::kv {

// OK when opening `directory` with `options` gives all that was committed, up to `high_water`
// (rocks_high_water.h) at least. After that a tail may be gone: the last commit, unreadable, looks
// the same whether it was being written or rotted later. OK, too, for a directory without a store.
// Takes RocksDB's lock meanwhile and makes no file but that. Reads the log up to three times: a
// second for 100 MB, next to nothing after a clean stop.
// Errors: STORE_DAMAGED, STORE_BUSY, STORE_UNUSABLE (see rocks_kv_store.h).
absl::Status CheckNothingIsLost(const rocksdb::Options& options, const std::string& directory,
                                std::optional<std::uint64_t> high_water);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_OPEN_CHECK_H_
