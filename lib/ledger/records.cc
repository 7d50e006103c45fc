#include "lib/ledger/records.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"

namespace mingce::ledger {
namespace {

constexpr char kRequestRow = 0x01;
constexpr char kRequestAge = 0x02;
constexpr char kRequestVersion = 0x01;
constexpr std::size_t kHashBytes = 32;

bool TakeDigest(absl::string_view* in, seal::Digest* digest) {
  if (in->size() < kHashBytes) return false;
  std::copy_n(in->begin(), kHashBytes, digest->begin());
  in->remove_prefix(kHashBytes);
  return true;
}

bool TakeMicros(absl::string_view* in, std::int64_t* micros) {
  std::uint64_t value = 0;
  if (!kv::GetU64(in, &value)) return false;
  *micros = static_cast<std::int64_t>(value);
  return true;
}

std::string Start(std::uint8_t table) { return std::string(1, static_cast<char>(table)); }

}  // namespace

std::string EncodeHead(const HeadRecord& head) {
  std::string value;
  kv::PutU64(&value, head.event_sequence);
  absl::StrAppend(&value, seal::AsView(head.event_hash));
  kv::PutU64(&value, head.audit_sequence);
  absl::StrAppend(&value, seal::AsView(head.audit_hash));
  kv::PutU64(&value, static_cast<std::uint64_t>(head.time_micros));
  kv::PutU64(&value, head.spell_since);
  kv::PutU64(&value, static_cast<std::uint64_t>(head.spell_micros));
  return value;
}

std::optional<HeadRecord> DecodeHead(absl::string_view value) {
  HeadRecord head;
  if (kv::GetU64(&value, &head.event_sequence) && TakeDigest(&value, &head.event_hash) &&
      kv::GetU64(&value, &head.audit_sequence) && TakeDigest(&value, &head.audit_hash) &&
      TakeMicros(&value, &head.time_micros) && kv::GetU64(&value, &head.spell_since) &&
      TakeMicros(&value, &head.spell_micros) && value.empty()) {
    return head;
  }
  return std::nullopt;
}

absl::StatusOr<HeadRecord> ReadHead(const kv::Reader& reader, std::uint8_t meta) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(MetaKey(meta, "head")));
  if (!row.has_value()) return HeadRecord{};
  const std::optional<HeadRecord> head = DecodeHead(*row);
  if (!head.has_value()) return absl::DataLossError("the ledger's head is not readable");
  return *head;
}

std::string EncodeRequest(const RequestRecord& request) {
  std::string value(1, kRequestVersion);
  absl::StrAppend(&value, seal::AsView(request.fingerprint));
  kv::PutU64(&value, static_cast<std::uint64_t>(request.time_micros));
  value += request.answer;
  return value;
}

std::optional<RequestRecord> DecodeRequest(absl::string_view value) {
  if (value.empty() || value.front() != kRequestVersion) return std::nullopt;
  value.remove_prefix(1);
  RequestRecord request;
  if (!TakeDigest(&value, &request.fingerprint) || !TakeMicros(&value, &request.time_micros)) {
    return std::nullopt;
  }
  request.answer = std::string(value);
  return request;
}

std::string EncodeChained(const seal::Digest& hash, absl::string_view payload) {
  return absl::StrCat(seal::AsView(hash), payload);
}

std::optional<ChainedRecord> DecodeChained(absl::string_view value) {
  if (value.size() < kHashBytes) return std::nullopt;
  return ChainedRecord{.hash = value.substr(0, kHashBytes), .payload = value.substr(kHashBytes)};
}

std::string MetaKey(std::uint8_t table, absl::string_view name) {
  std::string key = Start(table);
  kv::PutText(&key, name);
  return key;
}

std::string SequenceKey(std::uint8_t table, std::uint64_t sequence) {
  std::string key = Start(table);
  kv::PutU64(&key, sequence);
  return key;
}

std::optional<std::uint64_t> SequenceOfKey(absl::string_view key) {
  if (key.empty()) return std::nullopt;
  key.remove_prefix(1);
  std::uint64_t sequence = 0;
  if (!kv::GetU64(&key, &sequence) || !key.empty()) return std::nullopt;
  return sequence;
}

std::string RequestRowKey(std::uint8_t table, const RequestKey& request) {
  std::string key = Start(table) + kRequestRow;
  kv::PutText(&key, request.caller);
  kv::PutText(&key, request.request_id);
  return key;
}

std::string RequestAgePrefix(std::uint8_t table) { return Start(table) + kRequestAge; }

std::string RequestAgeKey(std::uint8_t table, std::int64_t time_micros, const RequestKey& request) {
  std::string key = RequestAgePrefix(table);
  kv::PutU64(&key, static_cast<std::uint64_t>(time_micros));
  kv::PutText(&key, request.caller);
  kv::PutText(&key, request.request_id);
  return key;
}

std::optional<AgedRequest> AgedRequestOfKey(absl::string_view key) {
  if (key.size() < 2) return std::nullopt;
  key.remove_prefix(2);
  AgedRequest aged;
  if (TakeMicros(&key, &aged.time_micros) && kv::GetText(&key, &aged.request.caller) &&
      kv::GetText(&key, &aged.request.request_id) && key.empty()) {
    return aged;
  }
  return std::nullopt;
}

}  // namespace mingce::ledger
