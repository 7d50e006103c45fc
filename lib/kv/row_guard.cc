#include "lib/kv/row_guard.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::kv {
namespace {

absl::Status RowAltered(absl::string_view key) {
  const unsigned table = key.empty() ? 0 : static_cast<unsigned char>(key.front());
  return MakeError(
      absl::StatusCode::kDataLoss,
      absl::StrCat("a row of table ", table, " is not as this service wrote it"),
      {.reason = "ROW_ALTERED",
       .domain = "mingce.kv",
       .message_zh = absl::StrCat("数据表 ", table, " 中有一行被改动，与本服务写入的不符"),
       .metadata = {{"table", absl::StrCat(table)}}});
}

}  // namespace

RowGuard::RowGuard(RowMac mac, std::string unguarded_key)
    : mac_(std::move(mac)), unguarded_key_(std::move(unguarded_key)) {}

absl::StatusOr<absl::string_view> RowGuard::Open(absl::string_view key,
                                                 absl::string_view stored) const {
  if (!Guards(key)) return stored;
  if (stored.size() < sizeof(Mac)) return RowAltered(key);
  const absl::string_view value = stored.substr(0, stored.size() - sizeof(Mac));
  const Mac mac = MacOf(key, value);
  unsigned different = 0;  // found out in the same time wherever it is
  for (std::size_t i = 0; i < mac.size(); ++i) {
    different |= mac[i] ^ static_cast<unsigned char>(stored[value.size() + i]);
  }
  if (different != 0) return RowAltered(key);
  return value;
}

}  // namespace mingce::kv
