#include "lib/rpc/plain_texts.h"

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/rpc/errors.h"
#include "lib/text/plain.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string FaultIn(const Message& message);

// One value of `field`: `index` -1 for a field that is not repeated. "" where it is plain, else the
// path below it and with it.
std::string FaultAt(const Message& message, const FieldDescriptor* field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const std::string name = index < 0 ? field->name() : absl::StrCat(field->name(), "[", index, "]");
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    const std::string below =
        FaultIn(index < 0 ? reflection.GetMessage(message, field)
                          : reflection.GetRepeatedMessage(message, field, index));
    return below.empty() ? "" : absl::StrCat(name, ".", below);
  }
  std::string scratch;
  const std::string& text =
      index < 0 ? reflection.GetStringReference(message, field, &scratch)
                : reflection.GetRepeatedStringReference(message, field, index, &scratch);
  return text::IsPlain(text) ? "" : name;
}

std::string FaultIn(const Message& message) {
  std::vector<const FieldDescriptor*> set;
  message.GetReflection()->ListFields(message, &set);
  for (const FieldDescriptor* field : set) {
    const bool may_hold_text = field->type() == FieldDescriptor::TYPE_STRING ||
                               field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!may_hold_text || field->options().GetExtension(policy::v1::parsed)) continue;
    const int count = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string fault = FaultAt(message, field, field->is_repeated() ? i : -1);
      if (!fault.empty()) return fault;
    }
  }
  return "";
}

}  // namespace

absl::Status CheckTexts(const Message& request) {
  const std::string fault = FaultIn(request);
  return fault.empty() ? absl::OkStatus() : ControlCharacter(fault);
}

}  // namespace mingce::rpc
