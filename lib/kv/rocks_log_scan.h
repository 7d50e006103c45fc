// One look at a file of RocksDB's write-ahead log, record by record.
//
//   log    := blocks of 32,768 bytes, the last one shorter
//   block  := record*, then up to 6 bytes of zero
//   record := masked CRC-32C of type and bytes (4, least significant first), length (2), type (1),
//             bytes; it never crosses blocks
//   type   := 1 a whole batch, 2 its first part, 3 one in between, 4 its last
//
// RocksDB drops the rest of a block after a record it cannot read, whatever its mode: the length
// itself may be wrong. Damage in the last block is therefore a torn tail to it, with as many
// commits as 32 KiB hold. That is why we look for ourselves.

#ifndef MINGCE_LIB_KV_ROCKS_LOG_SCAN_H_
#define MINGCE_LIB_KV_ROCKS_LOG_SCAN_H_

#include <string>

#include "absl/status/statusor.h"

namespace mingce::kv {

// Whether a batch begins after something that cannot be read. Each commit is on disk before the
// next begins, so a crash leaves no such thing: what cannot be read was acknowledged once. A file
// cut off anywhere, or ending in zeros or other bytes, is not damaged inside. Error: INTERNAL, the
// file cannot be read.
absl::StatusOr<bool> IsDamagedInside(const std::string& log);

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_LOG_SCAN_H_
