#include "cli/show/json.h"

#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/error.h"
#include "lib/text/plain.h"
#include "lib/text/utf8.h"

namespace mingce::cli {

Json MessageToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok()) return nullptr;
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

std::string DocumentText(const Json& document) {
  const std::string dumped = document.dump(2, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(dumped.size() + 1);
  for (std::size_t pos = 0; pos < dumped.size();) {
    const char32_t c = text::NextCodePoint(dumped, &pos);
    if (c == U'\n' || !text::IsControl(c)) {  // line feeds are the document's own
      text::AppendUtf8(c, &out);
    } else if (c <= 0xFFFF) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned>(c));
    } else {
      const auto above = static_cast<unsigned>(c - 0x10000);
      absl::StrAppendFormat(&out, "\\u%04x\\u%04x", 0xD800 + (above >> 10),
                            0xDC00 + (above & 0x3FF));
    }
  }
  out.push_back('\n');
  return out;
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
