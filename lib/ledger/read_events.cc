#include "lib/ledger/read_events.h"

#include <algorithm>
#include <optional>
#include <string>

#include "lib/base/status_macros.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"

namespace mingce::ledger {

absl::Status CheckPlace(const kv::Reader& store, std::uint8_t table, const Cursor& cursor,
                        const Cursor& head) {
  if (!cursor.epoch.empty() && cursor.epoch != head.epoch) return EpochChanged();
  if (cursor.sequence > head.sequence) return CursorAhead();
  if (cursor.sequence == 0) return cursor.hash.empty() ? absl::OkStatus() : CursorHashMismatch();
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          store.Get(SequenceKey(table, cursor.sequence)));
  const std::optional<ChainedRecord> record = row.has_value() ? DecodeChained(*row) : std::nullopt;
  return record.has_value() && record->hash == cursor.hash ? absl::OkStatus()
                                                           : CursorHashMismatch();
}

absl::StatusOr<EventPage> ReadEventsAfter(const kv::Reader& store, std::uint8_t table,
                                          const Cursor& cursor, const Cursor& head,
                                          std::size_t max_events, std::size_t max_bytes) {
  MINGCE_RETURN_IF_ERROR(CheckPlace(store, table, cursor, head));
  EventPage page{.payloads = {}, .hashes = {}, .cursor = cursor, .head = head};
  page.cursor.epoch = head.epoch;
  std::size_t bytes = 0;
  const std::string prefix(1, static_cast<char>(table));
  seal::Digest chain = seal::kChainStart;
  std::copy(cursor.hash.begin(), cursor.hash.end(), chain.begin());
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(
      store.ScanFrom(prefix, SequenceKey(table, cursor.sequence + 1),
                     [&](absl::string_view key, absl::string_view value) {
                       const std::optional<std::uint64_t> sequence = SequenceOfKey(key);
                       const std::optional<ChainedRecord> record = DecodeChained(value);
                       if (sequence != page.cursor.sequence + 1 || !record.has_value()) {
                         bad = absl::DataLossError("the event log has a gap or an unreadable row");
                         return false;
                       }
                       if (*sequence > head.sequence || page.payloads.size() == max_events ||
                           (bytes + record->payload.size() > max_bytes && !page.payloads.empty())) {
                         return false;
                       }
                       chain = seal::ChainHash(chain, record->payload);
                       if (seal::AsView(chain) != record->hash) {
                         bad = EventsAltered(*sequence);
                         return false;
                       }
                       bytes += record->payload.size();
                       page.payloads.emplace_back(record->payload);
                       page.hashes.push_back(chain);
                       page.cursor.sequence = *sequence;
                       return true;
                     }));
  if (!bad.ok()) return bad;
  if (!page.hashes.empty()) page.cursor.hash = std::string(seal::AsView(page.hashes.back()));
  return page;
}

void EventPage::Shorten(std::size_t count) {
  cursor.sequence -= payloads.size() - count;
  payloads.resize(count);
  hashes.resize(count);
  cursor.hash = std::string(seal::AsView(hashes.back()));
}

}  // namespace mingce::ledger
