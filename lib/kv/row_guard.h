// How a row is known as one that its service wrote.

#ifndef MINGCE_LIB_KV_ROW_GUARD_H_
#define MINGCE_LIB_KV_ROW_GUARD_H_

#include <array>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::kv {

using Mac = std::array<unsigned char, 16>;

// A MAC of a row's key and value, under a key that who can write to the disk does not have. Called
// on many threads at once.
using RowMac = std::function<Mac(absl::string_view key, absl::string_view value)>;

// With a RowMac, what stands on disk for a value is the value and then its row's MAC. That shows a
// row that was changed, moved or made by somebody else. It does not show one that was deleted, nor
// one that was put back as it had been. Thread-safe.
class RowGuard {
 public:
  // Guards all rows but the one at `unguarded_key`; with a null `mac`, none.
  RowGuard(RowMac mac, std::string unguarded_key);

  bool Guards(absl::string_view key) const { return mac_ != nullptr && key != unguarded_key_; }

  // Of a row that is guarded.
  Mac MacOf(absl::string_view key, absl::string_view value) const { return mac_(key, value); }

  // The value in what stands on disk at `key`; a part of `stored`. Error: ROW_ALTERED (DATA_LOSS,
  // domain "mingce.kv"), with metadata.table, the number that the key begins with.
  absl::StatusOr<absl::string_view> Open(absl::string_view key, absl::string_view stored) const;

 private:
  const RowMac mac_;
  const std::string unguarded_key_;
};

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROW_GUARD_H_
