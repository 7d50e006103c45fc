#include "cli/show/json.h"

#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/error.h"

namespace mingce::cli {

Json MessageToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok()) return nullptr;
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

Json ErrorToJson(const absl::Status& status, Language language) {
  Json error;
  error["code"] = absl::StatusCodeToString(status.code());
  error["reason"] = ReasonOf(status);
  error["message"] = ErrorText(status, language);
  Json metadata = Json::object();
  if (const auto info = ErrorInfoOf(status); info.has_value()) {
    for (const auto& [key, value] : info->metadata) metadata[key] = value;
  }
  error["metadata"] = std::move(metadata);
  return error;
}

std::string ErrorText(const absl::Status& status, Language language) {
  const std::string reason = ReasonOf(status);
  return absl::StrCat(MessageFor(status, language == Language::kEnglish),
                      reason.empty() ? "" : absl::StrCat(" [", reason, "]"));
}

std::string DayText(const type::Date& date) {
  if (date.year() == 0) return "";
  if (date.day() == 0) return absl::StrFormat("%04d-%02d", date.year(), date.month());
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

}  // namespace mingce::cli
