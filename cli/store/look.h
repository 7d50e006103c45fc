// One reading of a store from the first row to the last, and what it is compared with.

#ifndef MINGCE_CLI_STORE_LOOK_H_
#define MINGCE_CLI_STORE_LOOK_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/files/held_heads.h"
#include "cli/store/findings.h"
#include "cli/store/matching.h"
#include "cli/store/stopped_store.h"

namespace mingce::cli::store {

// What a reading works with. All outlive it.
struct Look {
  const StoppedStore* store;
  Findings* findings;
  Matching* matching;
  const HeldHeads* heads;  // of the service; null where nobody holds any
};

// What the rows add up to.
struct Totals {
  std::uint64_t rows = 0;
  std::uint64_t events = 0;
  std::uint64_t audit_entries = 0;
  std::uint64_t members = 0;
  std::uint64_t organizations = 0;
};

// The rows of one service's store. Each is told of every row once, in the order of the keys, then
// of the end.
class Tables {
 public:
  virtual ~Tables() = default;
  // False where there is no such table.
  virtual bool Row(std::uint8_t table, absl::string_view key, absl::string_view value) = 0;
  // Not OK: another read failed (STORE_DAMAGED).
  virtual absl::Status End() = 0;
  virtual Totals totals() const = 0;
};

// False for bytes that are no such message, and for fields that nobody knows.
[[nodiscard]] bool Parse(absl::string_view bytes, google::protobuf::Message* message);
// The same bytes for the same message: those of a map have no order of their own.
std::string BytesOf(const google::protobuf::Message& message);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_LOOK_H_
