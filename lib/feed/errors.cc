#include "lib/feed/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::feed {

absl::Status SnapshotExpired() {
  return MakeError(absl::StatusCode::kAborted,
                   "the snapshot is not kept any more; begin again without a page token",
                   {.reason = "SNAPSHOT_EXPIRED",
                    .domain = "mingce.feed",
                    .message_zh = "该快照已过期，请不带分页令牌重新开始"});
}

absl::Status TooManySnapshots() {
  return MakeError(absl::StatusCode::kResourceExhausted,
                   "too many snapshots are being read; try again in a minute",
                   {.reason = "TOO_MANY_SNAPSHOTS",
                    .domain = "mingce.feed",
                    .message_zh = "正在读取的快照过多，请一分钟后重试"});
}

absl::Status FeedGap(std::uint64_t applied, std::uint64_t arrived) {
  return MakeError(
      absl::StatusCode::kDataLoss,
      absl::StrCat("event ", arrived, " does not follow event ", applied),
      {.reason = "FEED_GAP",
       .domain = "mingce.feed",
       .message_zh = absl::StrCat("变更不连续：第", applied, "号之后收到第", arrived, "号")});
}

absl::Status EventTypeUnknown(absl::string_view type) {
  return MakeError(
      absl::StatusCode::kDataLoss,
      absl::StrCat("an event of a type unknown here: ", type,
                   "; this service is older than the one it follows"),
      {.reason = "EVENT_TYPE_UNKNOWN",
       .domain = "mingce.feed",
       .message_zh = absl::StrCat("无法识别的事件类型：", type, "；本服务的版本早于其跟随的服务"),
       .metadata = {{"type", std::string(type)}}});
}

absl::Status EventUnreadable(absl::string_view type) {
  return MakeError(absl::StatusCode::kDataLoss,
                   absl::StrCat("an event that cannot be read: ", type),
                   {.reason = "EVENT_UNREADABLE",
                    .domain = "mingce.feed",
                    .message_zh = absl::StrCat("事件内容无法读取：", type),
                    .metadata = {{"type", std::string(type)}}});
}

}  // namespace mingce::feed
