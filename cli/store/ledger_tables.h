// The tables that every service with a ledger has: meta, stored answers, events, audit log
// (lib/ledger/records.h).

#ifndef MINGCE_CLI_STORE_LEDGER_TABLES_H_
#define MINGCE_CLI_STORE_LEDGER_TABLES_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/files/held_heads.h"
#include "cli/store/chain.h"
#include "cli/store/look.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/type/feed.pb.h"

namespace mingce::cli::store {

inline constexpr std::uint8_t kMetaTable = 0x01;
inline constexpr std::uint8_t kRequestTable = 0x02;
inline constexpr std::uint8_t kEventTable = 0x03;
inline constexpr std::uint8_t kAuditTable = 0x04;
inline constexpr std::uint8_t kFeedCursorTable = 0x05;

class LedgerTables {
 public:
  // Whether the event says something that is known; `look` and what it points to outlive the call.
  using TakeEvent = std::function<bool(const feed::v1::Event& event)>;

  LedgerTables(const Look& look, std::string service, TakeEvent take);

  // False for a key of another table.
  bool Row(std::uint8_t table, absl::string_view key, absl::string_view value);
  void End();

  std::uint64_t events() const { return events_.entries(); }
  std::uint64_t audit_entries() const { return audit_.entries(); }

 private:
  struct Head {
    ChainEnd event;
    ChainEnd audit;
  };

  void Meta(absl::string_view key, absl::string_view value);
  void Request(absl::string_view key, absl::string_view value);
  void Event(absl::string_view key, absl::string_view value);
  void Audit(absl::string_view key, absl::string_view value);
  // What is wrong with a log, as heads held outside say.
  void Report(const char* log, std::uint8_t table, const std::vector<HeadFault>& faults);
  void EndHeads();

  const Look look_;
  const std::string service_;
  const TakeEvent take_;
  std::string epoch_;
  std::optional<Head> head_;
  Chain events_;
  Chain audit_;
  HeadWalk event_heads_;
  HeadWalk audit_heads_;
};

// "identity" of a store without a ledger is checked by the same rule.
std::string MetaKey(absl::string_view name);

// When it was recorded, microseconds since 1970.
std::int64_t RecordedMicros(const feed::v1::Event& event);

// A row of table feed cursor: how far the feed `name` has been followed. False where it is none, or
// of another feed.
[[nodiscard]] bool ReadCursor(absl::string_view key, absl::string_view value,
                              std::initializer_list<absl::string_view> feeds, std::string* feed,
                              type::Cursor* cursor);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_LEDGER_TABLES_H_
