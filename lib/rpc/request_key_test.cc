#include "lib/rpc/request_key.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

constexpr char kId[] = "6f1c3c2e-7a52-4d2c-9a39-0f3f6f9a1b10";

class RequestKeyTest : public testing::Test {
 protected:
  RequestKeyTest() {
    google::protobuf::FileDescriptorProto file;
    file.set_name("request.proto");
    file.set_syntax("proto3");
    google::protobuf::DescriptorProto* message = file.add_message_type();
    message->set_name("Request");
    for (const char* name : {"request_id", "title"}) {
      google::protobuf::FieldDescriptorProto* field = message->add_field();
      field->set_name(name);
      field->set_number(message->field_size());
      field->set_type(google::protobuf::FieldDescriptorProto::TYPE_STRING);
      field->set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
    }
    type_ = pool_.BuildFile(file)->message_type(0);
  }

  absl::StatusOr<ledger::RequestKey> KeyOf(const std::string& id, const std::string& title) {
    const std::unique_ptr<google::protobuf::Message> request(factory_.GetPrototype(type_)->New());
    request->GetReflection()->SetString(request.get(), type_->field(0), id);
    request->GetReflection()->SetString(request.get(), type_->field(1), title);
    return RequestKeyOf("spiffe://test/person/a", *request);
  }

  google::protobuf::DescriptorPool pool_;
  google::protobuf::DynamicMessageFactory factory_;
  const google::protobuf::Descriptor* type_ = nullptr;
};

TEST_F(RequestKeyTest, TheFingerprintCoversAllButTheId) {
  const ledger::RequestKey key = KeyOf(kId, "one").value();
  EXPECT_EQ(key.caller, "spiffe://test/person/a");
  EXPECT_EQ(key.request_id, kId);
  EXPECT_EQ(key.fingerprint, KeyOf("0b0e8a56-3a0b-4f5e-8d7c-2c1b5a4e9f00", "one")->fingerprint);
  EXPECT_NE(key.fingerprint, KeyOf(kId, "two")->fingerprint);
}

TEST_F(RequestKeyTest, AnIdIsAVersion4UuidInAnyCase) {
  EXPECT_EQ(KeyOf("6F1C3C2E-7A52-4D2C-9A39-0F3F6F9A1B10", "one")->request_id, kId);
  for (const char* bad : {"", "one", "6f1c3c2e-7a52-1d2c-9a39-0f3f6f9a1b10"}) {
    EXPECT_EQ(ReasonOf(KeyOf(bad, "one").status()), "REQUEST_ID_INVALID") << bad;
  }
}

}  // namespace
}  // namespace mingce::rpc
