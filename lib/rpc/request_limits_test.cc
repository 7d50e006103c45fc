// Requests as bytes, made by hand where no serialiser would write them.

#include "lib/rpc/request_limits.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {
namespace {

using google::protobuf::FieldDescriptorProto;

constexpr int kMostBytes = 1 << 20;

// The length-delimited field `number` with `content`.
std::string Field(int number, const std::string& content) {
  std::string size;
  for (std::size_t rest = content.size();; rest >>= 7) {
    size += static_cast<char>(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 0x80) break;
  }
  return absl::StrCat(std::string(1, static_cast<char>(number << 3 | 2)), size, content);
}

std::string Times(int times, const std::string& bytes) {
  std::string all;
  for (int i = 0; i < times; ++i) all += bytes;
  return all;
}

// Request: 1 rows, at most 3; 2 one Row; 3 flag. Row: 1 cells, at most 4; 2 numbers, at most 5.
class RequestLimitsTest : public testing::Test {
 protected:
  RequestLimitsTest() {
    google::protobuf::FileDescriptorProto file;
    file.set_name("limits.proto");
    file.set_package("mingce.trial");
    file.set_syntax("proto3");
    file.add_dependency("mingce/policy/v1/policy.proto");
    auto* request = file.add_message_type();
    request->set_name("Request");
    Add(request, "rows", 1, FieldDescriptorProto::TYPE_MESSAGE, 3)->set_type_name("Row");
    Add(request, "one", 2, FieldDescriptorProto::TYPE_MESSAGE, 0)->set_type_name("Row");
    Add(request, "flag", 3, FieldDescriptorProto::TYPE_BOOL, 0);
    auto* row = file.add_message_type();
    row->set_name("Row");
    Add(row, "cells", 1, FieldDescriptorProto::TYPE_STRING, 4);
    Add(row, "numbers", 2, FieldDescriptorProto::TYPE_UINT32, 5);
    auto* unlimited = file.add_message_type();
    unlimited->set_name("Unlimited");
    Add(unlimited, "cells", 1, FieldDescriptorProto::TYPE_STRING, 1)->clear_options();
    auto* service = file.add_service();
    service->set_name("Trial");
    for (const char* type : {"Request", "Unlimited"}) {
      auto* method = service->add_method();
      method->set_name(absl::StrCat("Take", type));
      method->set_input_type(type);
      method->set_output_type("Row");
      method->mutable_options()
          ->MutableExtension(policy::v1::policy)
          ->set_max_request_bytes(kMostBytes);
    }
    service_ = pool_.BuildFile(file)->service(0);
  }

  static FieldDescriptorProto* Add(google::protobuf::DescriptorProto* message, const char* name,
                                   int number, FieldDescriptorProto::Type type, int most) {
    FieldDescriptorProto* field = message->add_field();
    field->set_name(name);
    field->set_number(number);
    field->set_type(type);
    field->set_label(most > 0 ? FieldDescriptorProto::LABEL_REPEATED
                              : FieldDescriptorProto::LABEL_OPTIONAL);
    if (most > 0) field->mutable_options()->SetExtension(policy::v1::max_items, most);
    return field;
  }

  absl::Status Check(const std::string& bytes) const {
    const grpc::Slice slices[] = {grpc::Slice(bytes.substr(0, bytes.size() / 2)),
                                  grpc::Slice(bytes.substr(bytes.size() / 2))};
    return RequestLimits::Of(*service_->method(0))->Check(grpc::ByteBuffer(slices, 2), AnyTooMany);
  }
  std::string Reason(const std::string& bytes) const { return ReasonOf(Check(bytes)); }

  const policy::v1::MethodPolicy linked_in_;  // so that its file is in the generated pool
  google::protobuf::DescriptorPool pool_{google::protobuf::DescriptorPool::generated_pool()};
  const google::protobuf::ServiceDescriptor* service_ = nullptr;
};

const std::string kRow = Field(1, "");
const std::string kCell = Field(1, "c");

TEST_F(RequestLimitsTest, OfEachRepeatedFieldThereMayBeSoMany) {
  EXPECT_EQ(Reason(""), "");
  EXPECT_EQ(Reason(Times(3, kRow)), "");
  const absl::Status refused = Check(Times(4, kRow));
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_ITEMS");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("field"), "rows");
  EXPECT_EQ(ErrorInfoOf(refused)->metadata.at("most"), "3");
}

TEST_F(RequestLimitsTest, EachRowHasCellsOfItsOwn) {
  EXPECT_EQ(Reason(Times(3, Field(1, Times(4, kCell)))), "");
  EXPECT_EQ(Reason(Times(2, Field(1, Times(4, kCell))) + Field(1, Times(5, kCell))),
            "TOO_MANY_ITEMS");
}

TEST_F(RequestLimitsTest, AMessageInSeveralPartsIsOne) {
  EXPECT_EQ(Reason(Field(2, Times(4, kCell))), "");
  EXPECT_EQ(Reason(Times(5, Field(2, kCell))), "TOO_MANY_ITEMS");
}

TEST_F(RequestLimitsTest, NumbersAreCountedPackedAndOneByOne) {
  const std::string one_by_one("\x10\x81\x01", 3);
  EXPECT_EQ(Reason(Field(1, Field(2, Times(5, "\x81\x01")))), "");
  EXPECT_EQ(Reason(Field(1, Field(2, Times(6, "\x81\x01")))), "TOO_MANY_ITEMS");
  EXPECT_EQ(Reason(Field(1, Times(5, one_by_one))), "");
  EXPECT_EQ(Reason(Field(1, Times(6, one_by_one))), "TOO_MANY_ITEMS");
  EXPECT_EQ(Reason(Field(1, Field(2, Times(4, "\x01")) + Times(2, one_by_one))), "TOO_MANY_ITEMS");
}

TEST_F(RequestLimitsTest, BytesAndPartsHaveAMost) {
  const std::string filled = Field(2, Field(1, std::string(kMostBytes - 8, 'x')));
  ASSERT_EQ(filled.size(), static_cast<std::size_t>(kMostBytes));
  EXPECT_EQ(Reason(filled), "");
  EXPECT_EQ(Reason(filled + kRow), "REQUEST_TOO_LARGE");
  // A field that is there once in the end, and one that no contract knows.
  const int most = static_cast<int>(kMostRequestParts);
  for (const char* part : {"\x18\x01", "\x78\x01"}) {
    EXPECT_EQ(Reason(Times(most, part)), "");
    EXPECT_EQ(Reason(Times(most + 1, part)), "REQUEST_TOO_LARGE");
  }
}

TEST_F(RequestLimitsTest, WhatIsNoMessageIsUnreadable) {
  const std::string sound = Field(1, kCell + Field(2, "\x01")) + Field(2, kCell) + "\x18\x01";
  EXPECT_EQ(Reason(sound), "");
  for (const std::string& bytes :
       {std::string("\xff\xff\xff"), std::string("\x0a\x05x"), std::string("\x08"),
        std::string("\x09xxx"), std::string("\x0d\x01"), std::string("\x0b\x0c"),
        std::string("\x0a\xff\xff\xff\xff\x0f"), std::string("\x00\x00", 2), Field(1, "\x0a\x05x"),
        Field(1, Field(2, "\x81"))}) {
    EXPECT_EQ(Reason(bytes), "REQUEST_UNREADABLE") << testing::PrintToString(bytes);
  }
}

// What is not refused is what a parser takes, and what it takes is not found unreadable.
TEST_F(RequestLimitsTest, CutAnywhereItIsReadableIfTheParserSaysSo) {
  google::protobuf::DynamicMessageFactory factory;
  const std::unique_ptr<google::protobuf::Message> message(
      factory.GetPrototype(service_->method(0)->input_type())->New());
  const std::string sound = Field(1, kCell + Field(2, "\x01\x02")) + Field(2, kCell) + "\x18\x01";
  for (std::size_t size = 0; size <= sound.size(); ++size) {
    const std::string bytes = sound.substr(0, size);
    EXPECT_EQ(Reason(bytes).empty(), message->ParseFromString(bytes)) << size;
  }
}

TEST_F(RequestLimitsTest, ARepeatedFieldWithoutALimitHasNoLimits) {
  EXPECT_TRUE(RequestLimits::Of(*service_->method(0)).has_value());
  EXPECT_FALSE(RequestLimits::Of(*service_->method(1)).has_value());
}

}  // namespace
}  // namespace mingce::rpc
