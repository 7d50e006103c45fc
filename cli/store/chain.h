// A log whose entries are chained: of events, of audit.
//
//   key    table, u64 sequence: 1, 2, 3, … without gaps
//   value  32-byte hash, payload
//   hash   SHA-256 of a zero byte, the hash before (32 zero bytes before the first), the payload
//
// After an entry that is not right the chain is taken up again at the hash that stands there, so
// that each break is told once, where it is.

#ifndef MINGCE_CLI_STORE_CHAIN_H_
#define MINGCE_CLI_STORE_CHAIN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/store/digest.h"
#include "cli/store/findings.h"

namespace mingce::cli::store {

struct ChainEnd {
  std::uint64_t sequence = 0;
  std::string hash = std::string(kDigestBytes, '\0');
};

// Not thread-safe.
class Chain {
 public:
  // `findings` outlives it.
  Chain(const char* table, Findings* findings) : table_(table), findings_(findings) {}

  struct Link {
    std::uint64_t sequence;
    absl::string_view hash;  // as it stands there; both are views into the value
    absl::string_view payload;
  };
  // The next row. nullopt where there is no payload to look at.
  std::optional<Link> Next(absl::string_view key, absl::string_view value);

  // Whether the head kept elsewhere in the store is the one reached.
  void CheckHead(absl::string_view head_key, const ChainEnd& head);

  std::uint64_t last() const { return end_.sequence; }  // 0: none yet
  std::uint64_t entries() const { return entries_; }

 private:
  void Report(const char* reason, absl::string_view key, std::uint64_t sequence, Sentence right);

  const char* const table_;
  Findings* const findings_;
  Sha256 sha256_;
  ChainEnd end_;
  bool hash_known_ = true;
  std::uint64_t entries_ = 0;
};

// Whether the bytes are an entry as lib/audit/entry.h lays it out; then `*sequence` is its own.
[[nodiscard]] bool ReadAuditEntry(absl::string_view bytes, std::uint64_t* sequence);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_CHAIN_H_
