#include "lib/rpc/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, absl::string_view en,
                    absl::string_view zh, std::map<std::string, std::string> metadata = {}) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.rpc",
                    .message_zh = std::string(zh),
                    .metadata = std::move(metadata)});
}

}  // namespace

absl::Status IdentityMissing() {
  return Refuse(absl::StatusCode::kUnauthenticated, "IDENTITY_MISSING",
                "the client certificate names no identity (one spiffe:// URI is needed)",
                "客户端证书中没有身份标识（需要且只需要一个 spiffe:// URI）");
}

absl::Status DeadlineRequired() {
  return Refuse(absl::StatusCode::kInvalidArgument, "DEADLINE_REQUIRED",
                "the call has no deadline; set one", "调用没有设置截止时间，请设置");
}

absl::Status DeadlinePassed() {
  return Refuse(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                "the deadline passed before the work began; nothing was done",
                "开始处理前已超过截止时间，未做任何处理");
}

absl::Status RequestUnreadable() {
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_UNREADABLE",
                "the request is not a message of the type that the method takes",
                "请求内容无法识别，与该方法的消息类型不符");
}

absl::Status RequestTooLarge(std::size_t most_bytes) {
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_TOO_LARGE",
                absl::StrCat("a request of this method has at most ", most_bytes, " bytes"),
                absl::StrCat("该方法的请求最多 ", most_bytes, " 字节"),
                {{"most", absl::StrCat(most_bytes)}});
}

absl::Status RequestHasTooManyParts(std::size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_TOO_LARGE",
                absl::StrCat("a request holds at most ", most, " values"),
                absl::StrCat("一个请求最多 ", most, " 个值"), {{"most", absl::StrCat(most)}});
}

absl::Status TooManyItems(absl::string_view field, std::size_t most) {
  return Refuse(absl::StatusCode::kInvalidArgument, "TOO_MANY_ITEMS",
                absl::StrCat("at most ", most, " values in ", field),
                absl::StrCat(field, " 最多 ", most, " 项"),
                {{"field", std::string(field)}, {"most", absl::StrCat(most)}});
}

absl::Status CallsGivenUp() {
  return Refuse(absl::StatusCode::kResourceExhausted, "CALLS_GIVEN_UP",
                "too many calls were begun and given up before their requests were sent",
                "过多调用已开始却未发送请求内容");
}

absl::Status QueueFull() {
  return Refuse(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                "too many calls of this kind are waiting; try again later",
                "同类请求过多，请稍后重试");
}

absl::Status ControlCharacter(absl::string_view field) {
  return MakeError(
      absl::StatusCode::kInvalidArgument,
      absl::StrCat("the text of ", field,
                   " holds a control character (a line break, a tab, a mark of direction or one "
                   "that cannot be seen); take it out"),
      {.reason = "CONTROL_CHARACTER",
       .domain = "mingce.rpc",
       .message_zh = absl::StrCat(
           "字段 ", field, " 的文字含有控制字符（换行、制表、方向标记或不可见字符），请删去"),
       .metadata = {{"field", std::string(field)}}});
}

absl::Status RequestIdInvalid() {
  return Refuse(absl::StatusCode::kInvalidArgument, "REQUEST_ID_INVALID",
                "request_id must be a version 4 UUID", "request_id 必须是第 4 版 UUID");
}

absl::Status BadPageToken() {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
                "page_token is not from this list with these conditions",
                "page_token 不属于这次查询，请从第一页开始");
}

absl::Status BadPageSize() {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_PAGE_SIZE",
                "page_size must not be negative", "page_size 不能为负数");
}

absl::Status BadName(absl::string_view pattern) {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_NAME",
                absl::StrCat("a resource name must be of the form ", pattern),
                absl::StrCat("资源名称的格式应为 ", pattern), {{"pattern", std::string(pattern)}});
}

}  // namespace mingce::rpc
