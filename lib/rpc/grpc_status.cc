#include "lib/rpc/grpc_status.h"

#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "mingce/type/status.pb.h"

namespace mingce::rpc {
namespace {

constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kLocalizedUrl[] = "type.googleapis.com/google.rpc.LocalizedMessage";
constexpr char kRetryUrl[] = "type.googleapis.com/google.rpc.RetryInfo";

// Whole seconds: a refusal that says when to come back has them in its metadata, from which the
// detail is made that client libraries look for.
constexpr char kRetryAfter[] = "retry_after_seconds";

void Attach(absl::string_view url, const google::protobuf::Message& detail, type::Status* details) {
  google::protobuf::Any* any = details->add_details();
  any->set_type_url(std::string(url));
  detail.SerializeToString(any->mutable_value());
}

}  // namespace

// Both enums number the canonical codes alike; the test walks all of them.
grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  std::optional<ErrorInfo> info = ErrorInfoOf(status);
  std::string message(status.message());
  if (!info.has_value()) {
    Log(LogLevel::kError, "a call failed inside",
        {{"code", absl::StatusCodeToString(status.code())}, {"cause", message}});
    message = "the service met an unexpected error; its log says more";
    info = ErrorInfo{.reason = "INTERNAL_ERROR",
                     .domain = "mingce.rpc",
                     .message_zh = "服务内部错误，请联系管理员查看日志"};
  }
  type::Status details;
  details.set_code(status.raw_code());
  details.set_message(message);
  type::ErrorInfo wire;
  wire.set_reason(info->reason);
  wire.set_domain(info->domain);
  for (const auto& [key, value] : info->metadata) (*wire.mutable_metadata())[key] = value;
  Attach(kErrorInfoUrl, wire, &details);
  type::LocalizedMessage localized;
  localized.set_locale("zh-CN");
  localized.set_message(info->message_zh);
  Attach(kLocalizedUrl, localized, &details);
  std::int64_t seconds = 0;
  const auto retry_after = info->metadata.find(kRetryAfter);
  if (retry_after != info->metadata.end() && absl::SimpleAtoi(retry_after->second, &seconds)) {
    type::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(seconds);
    Attach(kRetryUrl, retry, &details);
  }
  return {static_cast<grpc::StatusCode>(status.raw_code()), message, details.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  type::Status details;
  if (status.error_details().empty() || !details.ParseFromString(status.error_details())) {
    return {code, status.error_message()};
  }
  ErrorInfo info;
  for (const google::protobuf::Any& any : details.details()) {
    type::ErrorInfo wire;
    type::LocalizedMessage localized;
    if (any.type_url() == kErrorInfoUrl && wire.ParseFromString(any.value())) {
      info.reason = wire.reason();
      info.domain = wire.domain();
      info.metadata = {wire.metadata().begin(), wire.metadata().end()};
    } else if (any.type_url() == kLocalizedUrl && localized.ParseFromString(any.value())) {
      info.message_zh = localized.message();
    }
  }
  return MakeError(code, status.error_message(), info);
}

}  // namespace mingce::rpc
