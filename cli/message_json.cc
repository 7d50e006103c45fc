#include "cli/message_json.h"

#include <google/protobuf/util/json_util.h>

#include <string>

namespace mingce::cli {

Json MessageToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(message, &text, options).ok()) return nullptr;
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

}  // namespace mingce::cli
