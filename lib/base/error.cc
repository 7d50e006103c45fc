#include "lib/base/error.h"

#include <cstdint>

#include "absl/strings/cord.h"

namespace mingce {
namespace {

constexpr char kPayloadType[] = "mingce.ErrorInfo";

// The payload: each string as a four-byte big-endian length and its bytes; reason, domain and
// Chinese message first, then key and value of each metadata pair. It never leaves the process.
void PutString(absl::string_view value, std::string* out) {
  const auto size = static_cast<std::uint32_t>(value.size());
  for (int shift = 24; shift >= 0; shift -= 8) out->push_back(static_cast<char>(size >> shift));
  out->append(value.data(), value.size());
}

bool GetString(absl::string_view* in, std::string* value) {
  if (in->size() < 4) return false;
  std::uint32_t size = 0;
  for (int i = 0; i < 4; ++i) size = (size << 8) | static_cast<unsigned char>((*in)[i]);
  in->remove_prefix(4);
  if (in->size() < size) return false;
  value->assign(in->data(), size);
  in->remove_prefix(size);
  return true;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, absl::string_view message_en, const ErrorInfo& info) {
  absl::Status status(code, message_en);
  std::string payload;
  PutString(info.reason, &payload);
  PutString(info.domain, &payload);
  PutString(info.message_zh, &payload);
  for (const auto& [key, value] : info.metadata) {
    PutString(key, &payload);
    PutString(value, &payload);
  }
  status.SetPayload(kPayloadType, absl::Cord(payload));
  return status;
}

std::optional<ErrorInfo> ErrorInfoOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayloadType);
  if (!payload.has_value()) return std::nullopt;
  const std::string bytes(*payload);
  absl::string_view in = bytes;
  ErrorInfo info;
  if (!GetString(&in, &info.reason) || !GetString(&in, &info.domain) ||
      !GetString(&in, &info.message_zh)) {
    return std::nullopt;
  }
  std::string key;
  std::string value;
  while (GetString(&in, &key) && GetString(&in, &value)) info.metadata[key] = value;
  return info;
}

std::string ReasonOf(const absl::Status& status) {
  const std::optional<ErrorInfo> info = ErrorInfoOf(status);
  return info.has_value() ? info->reason : std::string();
}

std::string ReasonOrCodeOf(const absl::Status& status) {
  if (status.ok()) return "";
  const std::string reason = ReasonOf(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

std::string MessageFor(const absl::Status& status, bool english) {
  if (!english) {
    const std::optional<ErrorInfo> info = ErrorInfoOf(status);
    if (info.has_value() && !info->message_zh.empty()) return info->message_zh;
  }
  return std::string(status.message());
}

}  // namespace mingce
