#include "lib/rpc/plain_texts.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <string>

#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

std::string FieldOf(const google::protobuf::Message& message) {
  const absl::Status status = CheckTexts(message);
  if (status.ok()) return "";
  EXPECT_EQ(ReasonOf(status), "CONTROL_CHARACTER");
  return ErrorInfoOf(status)->metadata.at("field");
}

TEST(PlainTextsTest, NamesTheFirstTextAtAnyDepth) {
  google::protobuf::FileDescriptorProto file;
  EXPECT_EQ(FieldOf(file), "");
  file.set_name("桃源县");
  file.add_dependency("a");
  file.add_dependency("b\u202E");
  EXPECT_EQ(FieldOf(file), "dependency[1]");
  file.set_dependency(1, "b");
  EXPECT_EQ(FieldOf(file), "");
  file.add_message_type()->add_field()->set_name("plain");
  file.mutable_message_type(0)->add_field()->set_name("a\nb");
  EXPECT_EQ(FieldOf(file), "message_type[0].field[1].name");
  file.set_package("\x1b");
  EXPECT_EQ(FieldOf(file), "package");
}

TEST(PlainTextsTest, BytesAreNoText) {
  google::protobuf::BytesValue bytes;
  bytes.set_value(std::string("\0\x1b", 2));
  EXPECT_EQ(FieldOf(bytes), "");
  google::protobuf::StringValue text;
  text.set_value(std::string("\0", 1));
  EXPECT_EQ(FieldOf(text), "value");
}

}  // namespace
}  // namespace mingce::rpc
