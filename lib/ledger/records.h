// The rows the ledger itself keeps.
//
//   key                                   value
//   meta   text "epoch"                   the stream's epoch, 26 characters
//   meta   text "head"                    u64 event sequence, 32-byte event hash,
//                                         u64 audit sequence, 32-byte audit hash,
//                                         u64 newest time recorded, microseconds since 1970,
//                                         u64 first event after the clock was last set back, 0 if
//                                         never, u64 newest time recorded since
//   meta   text "loss"                    decimal sequence of an event that is proved to be missing
//   request 0x01 text caller, text id     u8 1, 32-byte fingerprint, u64 time, answer
//   request 0x02 u64 time, text caller,   (empty) the same requests by age, for forgetting them
//                text id
//   event  u64 sequence                   32-byte chain hash, payload
//   audit  u64 sequence                   32-byte chain hash, encoded audit::Entry
//
// On disk: changing them needs a new store format.

#ifndef MINGCE_LIB_LEDGER_RECORDS_H_
#define MINGCE_LIB_LEDGER_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"

namespace mingce::ledger {

struct HeadRecord {
  std::uint64_t event_sequence = 0;
  seal::Digest event_hash{};
  std::uint64_t audit_sequence = 0;
  seal::Digest audit_hash{};
  std::int64_t time_micros = 0;
  // Of the spell since the clock was last set back (recorded_time.h).
  std::uint64_t spell_since = 0;
  std::int64_t spell_micros = 0;
};

std::string EncodeHead(const HeadRecord& head);
std::optional<HeadRecord> DecodeHead(absl::string_view value);
// The row of the head; all zero in a store without one.
absl::StatusOr<HeadRecord> ReadHead(const kv::Reader& reader, std::uint8_t meta);

struct RequestRecord {
  seal::Digest fingerprint{};
  std::int64_t time_micros = 0;
  std::string answer;
};

std::string EncodeRequest(const RequestRecord& request);
std::optional<RequestRecord> DecodeRequest(absl::string_view value);

struct ChainedRecord {
  absl::string_view hash;  // 32 bytes; a view into the value
  absl::string_view payload;
};

std::string EncodeChained(const seal::Digest& hash, absl::string_view payload);
std::optional<ChainedRecord> DecodeChained(absl::string_view value);

std::string MetaKey(std::uint8_t table, absl::string_view name);
std::string SequenceKey(std::uint8_t table, std::uint64_t sequence);
std::optional<std::uint64_t> SequenceOfKey(absl::string_view key);
std::string RequestRowKey(std::uint8_t table, const RequestKey& request);
std::string RequestAgeKey(std::uint8_t table, std::int64_t time_micros, const RequestKey& request);
std::string RequestAgePrefix(std::uint8_t table);

struct AgedRequest {
  std::int64_t time_micros = 0;
  RequestKey request;
};
std::optional<AgedRequest> AgedRequestOfKey(absl::string_view key);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_RECORDS_H_
