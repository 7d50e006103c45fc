// The store of a service that does not run, read and never written.

#ifndef MINGCE_CLI_STORE_STOPPED_STORE_H_
#define MINGCE_CLI_STORE_STOPPED_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::cli::store {

// Not thread-safe. No file of the directory is made, changed or taken away. While it lives, a
// service does not start on the directory (STORE_BUSY), unless that has no file LOCK.
class StoppedStore {
 public:
  // Errors, as in cli/show/errors.h: STORE_BUSY, STORE_NOT_A_DIRECTORY, STORE_FOREIGN,
  // STORE_DAMAGED.
  static absl::StatusOr<std::unique_ptr<StoppedStore>> Open(const std::string& directory,
                                                            std::string unguarded_key);
  virtual ~StoppedStore() = default;

  // Every row, in the order of the keys, without the 16 bytes at the end of its value: they are a
  // MAC under the service's key, which this reader has not. The row at `unguarded_key` has none.
  // The views are good during the call. STORE_DAMAGED where a block cannot be read or is not what
  // its checksum says.
  virtual absl::Status Visit(
      absl::FunctionRef<void(absl::string_view key, absl::string_view value)> visit) const = 0;
  // nullopt where there is no such row. STORE_DAMAGED.
  virtual absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const = 0;

  // How many changes were committed to it, as RocksDB counts them, and as far as its files go.
  virtual std::uint64_t changes() const = 0;
  // The same when its log is read on behind what cannot be read: more where the log is broken
  // inside, and not only cut off by a crash.
  virtual absl::StatusOr<std::uint64_t> ChangesBehindGaps() const = 0;
};

// What the file HIGH_WATER beside the store says: to so many changes it had come at least.
struct HighWaterMark {
  bool is_there = false;
  std::optional<std::uint64_t> changes;  // absent where the file is not one that a store writes
};
HighWaterMark ReadHighWaterMark(const std::string& directory);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_STOPPED_STORE_H_
