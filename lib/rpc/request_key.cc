#include "lib/rpc/request_key.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "lib/base/ids.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {
namespace {

// The same bytes for equal messages: maps are written in the order of their keys.
std::string SerializeDeterministic(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

seal::Digest RequestFingerprint(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> content(request.New());
  content->CopyFrom(request);
  const google::protobuf::FieldDescriptor* id =
      request.GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr) content->GetReflection()->ClearField(content.get(), id);
  return seal::Sha256({request.GetDescriptor()->full_name(), absl::string_view("\0", 1),
                       SerializeDeterministic(*content)});
}

absl::StatusOr<ledger::RequestKey> RequestKeyOf(absl::string_view caller,
                                                const google::protobuf::Message& request) {
  const google::protobuf::FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("request_id");
  const std::string id = request.GetReflection()->GetString(request, field);
  if (!IsUuid(id)) return RequestIdInvalid();
  return ledger::RequestKey{.caller = std::string(caller),
                            .request_id = absl::AsciiStrToLower(id),
                            .fingerprint = RequestFingerprint(request)};
}

}  // namespace mingce::rpc
