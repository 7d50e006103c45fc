#include "lib/rpc/request_key.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <cstdint>
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

// Past the value of a field of this wire type.
bool Skip(google::protobuf::io::CodedInputStream* in, std::uint32_t tag) {
  std::uint64_t number = 0;
  std::uint32_t size = 0;
  switch (tag & 7) {
    case 0:
      return in->ReadVarint64(&number);
    case 1:
      return in->Skip(8);
    case 2:
      return in->ReadVarint32(&size) && in->Skip(static_cast<int>(size));
    case 5:
      return in->Skip(4);
  }
  return false;
}

// `bytes` of a message without field `number`. A call may have a thousand rows, so no copy of the
// message is made to leave one field out.
std::string WithoutField(absl::string_view bytes, int number) {
  google::protobuf::io::CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                            static_cast<int>(bytes.size()));
  std::string rest;
  std::size_t kept = 0;  // where what is not yet in `rest` begins
  for (;;) {
    const auto begin = static_cast<std::size_t>(in.CurrentPosition());
    const std::uint32_t tag = in.ReadTag();
    if (tag == 0 || !Skip(&in, tag)) break;
    if (static_cast<int>(tag >> 3) != number) continue;
    rest.append(bytes.data() + kept, begin - kept);
    kept = static_cast<std::size_t>(in.CurrentPosition());
  }
  rest.append(bytes.data() + kept, bytes.size() - kept);
  return rest;
}

}  // namespace

seal::Digest RequestFingerprint(const google::protobuf::Message& request) {
  std::string content = SerializeDeterministic(request);
  const google::protobuf::FieldDescriptor* id =
      request.GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr) content = WithoutField(content, id->number());
  return seal::Sha256({request.GetDescriptor()->full_name(), absl::string_view("\0", 1), content});
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
