#include "lib/ledger/errors.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::ledger {
namespace {

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, absl::string_view en,
                    absl::string_view zh) {
  return MakeError(
      code, en,
      {.reason = std::string(reason), .domain = "mingce.ledger", .message_zh = std::string(zh)});
}

}  // namespace

absl::Status ShuttingDown() {
  return Refuse(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                "the service is shutting down; try again", "服务正在停止，请稍后重试");
}

absl::Status QueueFull() {
  return Refuse(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                "too many writes are waiting; try again", "等待写入的请求过多，请稍后重试");
}

absl::Status DiskNearlyFull() {
  return Refuse(absl::StatusCode::kResourceExhausted, "DISK_NEARLY_FULL",
                "the service's disk is nearly full: nothing was written; tell its operator",
                "服务器磁盘即将写满，未写入任何内容，请通知运维人员");
}

absl::Status RequestIdReused() {
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                "request_id was used for another request; make a new one",
                "request_id 已用于另一个请求，请换一个新的");
}

absl::Status EpochChanged() {
  return Refuse(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
                "the stream began anew; rebuild from its beginning",
                "事件流已重新开始，请从头重建");
}

absl::Status CursorAhead() {
  return Refuse(absl::StatusCode::kOutOfRange, "CURSOR_AHEAD",
                "the cursor is beyond the newest event; rebuild from the beginning",
                "游标超过最新事件，请从头重建");
}

absl::Status CursorHashMismatch() {
  return Refuse(absl::StatusCode::kDataLoss, "CURSOR_HASH_MISMATCH",
                "the event at the cursor is another one; rebuild from the beginning",
                "游标处的事件不一致，请从头重建");
}

absl::Status EventsAltered(std::uint64_t sequence) {
  return Refuse(absl::StatusCode::kDataLoss, "EVENTS_ALTERED",
                absl::StrCat("event ", sequence, " is not the one that was recorded"),
                absl::StrCat("第 ", sequence, " 号事件与当初记录的不符"));
}

absl::Status StoreBehind(std::uint64_t sequence) {
  return Refuse(absl::StatusCode::kDataLoss, "STORE_BEHIND",
                absl::StrCat("another service has applied event ", sequence,
                             " of this store, and the store does not hold it: an older copy was put"
                             " back, or files were lost; put back the newest copy of the data "
                             "directory"),
                absl::StrCat("其他服务已收到本数据的第 ", sequence,
                             " 号事件，而数据目录中没有：可能恢复了较旧的备份，或丢失了文件；"
                             "请恢复最新的数据目录"));
}

bool WasSentBack(const absl::Status& refusal) {
  return refusal == ShuttingDown() || refusal == QueueFull() || refusal == DiskNearlyFull();
}

}  // namespace mingce::ledger
