#include "lib/rpc/request_limits.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/errors.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;

// Elements of repeated fields in one message. A message that stands in it once counts with it: its
// parts may be spread over several, and are one message in the end.
using Counts = absl::InlinedVector<std::pair<const FieldDescriptor*, std::size_t>, 8>;

std::size_t& CountOf(const FieldDescriptor* field, Counts* counts) {
  for (auto& [counted, count] : *counts) {
    if (counted == field) return count;
  }
  return counts->emplace_back(field, 0).second;
}

class Walk {
 public:
  Walk(google::protobuf::io::CodedInputStream* in,
       const absl::flat_hash_map<const FieldDescriptor*, std::size_t>& most,
       const TooMany& too_many)
      : in_(*in), most_(most), too_many_(too_many) {}

  // A message of `type` in the next `size` bytes.
  absl::Status Message(const Descriptor& type, int size, Counts* counts) {
    const auto outside = in_.PushLimit(size);
    for (std::uint32_t tag = in_.ReadTag(); tag != 0; tag = in_.ReadTag()) {
      if (++parts_ > kMostRequestParts) return RequestHasTooManyParts(kMostRequestParts);
      const FieldDescriptor* field = type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
      MINGCE_RETURN_IF_ERROR(Field(field, WireFormatLite::GetTagWireType(tag), counts));
    }
    // The bytes may end within a tag, or before the message does.
    if (!in_.ConsumedEntireMessage() || in_.BytesUntilLimit() != 0) return RequestUnreadable();
    in_.PopLimit(outside);
    return absl::OkStatus();
  }

 private:
  // `field` is null where the type has none of that number.
  absl::Status Field(const FieldDescriptor* field, WireFormatLite::WireType wire, Counts* counts) {
    const bool packed = wire == WireFormatLite::WIRETYPE_LENGTH_DELIMITED && field != nullptr &&
                        field->is_packable();
    if (field != nullptr && field->is_repeated() && !packed) {
      MINGCE_RETURN_IF_ERROR(Count(field, counts));
    }
    std::uint64_t ignored = 0;
    switch (wire) {
      case WireFormatLite::WIRETYPE_VARINT:
        return Readable(in_.ReadVarint64(&ignored));
      case WireFormatLite::WIRETYPE_FIXED64:
        return Readable(in_.Skip(8));
      case WireFormatLite::WIRETYPE_FIXED32:
        return Readable(in_.Skip(4));
      case WireFormatLite::WIRETYPE_LENGTH_DELIMITED:
        break;
      default:
        return RequestUnreadable();  // groups: no contract of ours has any
    }
    int size = 0;
    if (!in_.ReadVarintSizeAsInt(&size) || size > in_.BytesUntilLimit()) return RequestUnreadable();
    if (packed) return Packed(field, size, counts);
    if (field == nullptr || field->message_type() == nullptr) return Readable(in_.Skip(size));
    if (!field->is_repeated()) return Message(*field->message_type(), size, counts);
    Counts of_its_own;
    return Message(*field->message_type(), size, &of_its_own);
  }

  // The numbers of a packed field. Each ends with a byte below 0x80, unless all are of one width.
  absl::Status Packed(const FieldDescriptor* field, int size, Counts* counts) {
    const auto outside = in_.PushLimit(size);
    while (in_.BytesUntilLimit() > 0) {
      MINGCE_RETURN_IF_ERROR(Count(field, counts));
      MINGCE_RETURN_IF_ERROR(Number(WireFormatLite::WireTypeForFieldType(
          static_cast<WireFormatLite::FieldType>(field->type()))));
    }
    in_.PopLimit(outside);
    return absl::OkStatus();
  }

  absl::Status Number(WireFormatLite::WireType wire) {
    std::uint64_t ignored = 0;
    if (wire == WireFormatLite::WIRETYPE_FIXED64) return Readable(in_.Skip(8));
    if (wire == WireFormatLite::WIRETYPE_FIXED32) return Readable(in_.Skip(4));
    return Readable(in_.ReadVarint64(&ignored));
  }

  absl::Status Count(const FieldDescriptor* field, Counts* counts) const {
    if (!field->is_repeated()) return absl::OkStatus();
    const std::size_t most = most_.at(field);
    return ++CountOf(field, counts) > most ? too_many_(*field, most) : absl::OkStatus();
  }

  static absl::Status Readable(bool read) { return read ? absl::OkStatus() : RequestUnreadable(); }

  google::protobuf::io::CodedInputStream& in_;
  const absl::flat_hash_map<const FieldDescriptor*, std::size_t>& most_;
  const TooMany& too_many_;
  std::size_t parts_ = 0;
};

}  // namespace

absl::Status AnyTooMany(const FieldDescriptor& field, std::size_t most) {
  return TooManyItems(field.name(), most);
}

std::optional<RequestLimits> RequestLimits::Of(const google::protobuf::MethodDescriptor& method) {
  const int most_bytes = method.options().GetExtension(policy::v1::policy).max_request_bytes();
  if (most_bytes <= 0) return std::nullopt;
  Most most;
  absl::flat_hash_set<const Descriptor*> seen = {method.input_type()};
  std::vector<const Descriptor*> unseen = {method.input_type()};
  while (!unseen.empty()) {
    const Descriptor* type = unseen.back();
    unseen.pop_back();
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      if (field->is_repeated()) {
        const int items = field->options().GetExtension(policy::v1::max_items);
        if (items <= 0) return std::nullopt;
        most[field] = static_cast<std::size_t>(items);
      }
      const Descriptor* inner = field->message_type();
      if (inner != nullptr && seen.insert(inner).second) unseen.push_back(inner);
    }
  }
  return RequestLimits(method.input_type(), static_cast<std::size_t>(most_bytes), std::move(most));
}

absl::Status RequestLimits::Check(const grpc::ByteBuffer& request, const TooMany& too_many) const {
  const std::size_t size = request.Valid() ? request.Length() : 0;
  if (size > most_bytes_) return RequestTooLarge(most_bytes_);
  if (size == 0) return absl::OkStatus();
  grpc::ByteBuffer bytes = request;  // shares them; reading takes them out
  grpc::ProtoBufferReader reader(&bytes);
  google::protobuf::io::CodedInputStream in(&reader);
  Counts counts;
  return Walk(&in, most_, too_many).Message(*request_, static_cast<int>(size), &counts);
}

}  // namespace mingce::rpc
