// How much a request may be, judged by its bytes.
//
// Two bytes on the wire are enough for a row that takes a hundred in memory, so that a request of
// some megabytes becomes hundreds. So it is walked through before it is made into a message: the
// walk allocates nothing that grows with it and ends at the first thing that is too much.

#ifndef MINGCE_LIB_RPC_REQUEST_LIMITS_H_
#define MINGCE_LIB_RPC_REQUEST_LIMITS_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstddef>
#include <functional>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

namespace mingce::rpc {

// Fields of all messages in a request together, those it repeats each time: what is far above 500
// rows of a wide workbook.
inline constexpr std::size_t kMostRequestParts = 200'000;

// Says that a repeated field of a request has more than `most` elements.
using TooMany =
    std::function<absl::Status(const google::protobuf::FieldDescriptor& field, std::size_t most)>;

// TOO_MANY_ITEMS, for any field.
absl::Status AnyTooMany(const google::protobuf::FieldDescriptor& field, std::size_t most);

// Of one method. Immutable, so thread-safe.
class RequestLimits {
 public:
  // `max_request_bytes` of the method's policy and `max_items` of each repeated field that its
  // request can hold (proto/mingce/policy/v1/policy.proto); nullopt where one of them is not there.
  static std::optional<RequestLimits> Of(const google::protobuf::MethodDescriptor& method);

  // OK; REQUEST_TOO_LARGE, for too many bytes or parts; what `too_many` says, for a repeated field
  // with more than its most elements in one message of the request; REQUEST_UNREADABLE, where the
  // bytes are no message. What is OK may be unreadable all the same.
  absl::Status Check(const grpc::ByteBuffer& request, const TooMany& too_many) const;

 private:
  using Most = absl::flat_hash_map<const google::protobuf::FieldDescriptor*, std::size_t>;

  RequestLimits(const google::protobuf::Descriptor* request, std::size_t most_bytes, Most most)
      : request_(request), most_bytes_(most_bytes), most_(std::move(most)) {}

  const google::protobuf::Descriptor* request_;
  std::size_t most_bytes_;
  Most most_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_REQUEST_LIMITS_H_
