// A follower's copy of what the registry says (services/registry/mirror/rows.h): each row is an
// event, under the key that its data says. Nothing else follows from it here; whether it is all
// that the registry said, only the registry's store can tell.

#ifndef MINGCE_CLI_STORE_MIRROR_TABLE_H_
#define MINGCE_CLI_STORE_MIRROR_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/store/findings.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::cli::store {

class MirrorTable {
 public:
  // `findings` outlives it.
  MirrorTable(const char* table, Findings* findings) : table_(table), findings_(findings) {}

  void Row(absl::string_view key, absl::string_view value);
  std::uint64_t rows() const { return rows_; }

 private:
  const char* const table_;
  Findings* const findings_;
  std::uint64_t rows_ = 0;
};

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_MIRROR_TABLE_H_
