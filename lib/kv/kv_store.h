// An ordered map from bytes to bytes that survives a crash.

#ifndef MINGCE_LIB_KV_KV_STORE_H_
#define MINGCE_LIB_KV_KV_STORE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::kv {

// A list of changes that become visible, and durable, together or not at all.
class Batch {
 public:
  void Put(std::string key, std::string value) {
    ops_.emplace_back(std::move(key), std::move(value));
  }
  void Delete(std::string key) { ops_.emplace_back(std::move(key), std::nullopt); }
  const std::vector<std::pair<std::string, std::optional<std::string>>>& ops() const {
    return ops_;
  }

 private:
  std::vector<std::pair<std::string, std::optional<std::string>>> ops_;
};

using Visitor = absl::FunctionRef<bool(absl::string_view key, absl::string_view value)>;

// Something entries can be read from: a store, one moment of a store, or a store with changes that
// are not committed yet. A failed read is a broken store: DATA_LOSS or INTERNAL.
class Reader {
 public:
  virtual ~Reader() = default;

  // Returns the value at `key`, or nullopt when there is none.
  virtual absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const = 0;

  // Calls `visit` for each entry whose key starts with `prefix` and is not less than `from`, in key
  // order, over one moment of the store, until `visit` returns false. The views passed to `visit`
  // are valid during the call only.
  virtual absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                                Visitor visit) const = 0;

  // ScanFrom from the first key with `prefix`.
  absl::Status Scan(absl::string_view prefix, Visitor visit) const {
    return ScanFrom(prefix, prefix, visit);
  }
};

// Thread-safe, except that only one thread commits.
class KvStore : public Reader {
 public:
  // Returns this moment of the store. It keeps old data alive: hold it for seconds, not minutes.
  // The store must outlive it.
  virtual std::unique_ptr<Reader> Snapshot() const = 0;

  // Whether the disk has room for more than the commits that may be under way. Without it nothing
  // should be committed: a disk that is full ends the process. Costs a system call.
  virtual bool HasRoom() const { return true; }

  // Applies `batch`. On return of OK the changes are on disk. After an error the store must not be
  // written to again: leave the process and recover by opening the store anew.
  virtual absl::Status Commit(const Batch& batch) = 0;
};

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_KV_STORE_H_
