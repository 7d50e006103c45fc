// Whether a caller may call a method with a request: the policy's permission and scope.

#ifndef MINGCE_LIB_RPC_SCOPE_H_
#define MINGCE_LIB_RPC_SCOPE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/access/access.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// Of one method. Immutable, so thread-safe.
class Scope {
 public:
  // The policy of `method`; nullopt where it is not complete, or names a field that the request
  // does not have or that is no text.
  static std::optional<Scope> Of(const google::protobuf::MethodDescriptor& method);

  const policy::v1::MethodPolicy& policy() const { return policy_; }
  bool NeedsRequest() const { return policy_.scope() == policy::v1::FIELD; }

  // What can be said before the request is read: OK or PERMISSION_DENIED.
  absl::Status CheckCaller(const access::Access& access) const;

  // With NeedsRequest. OK; PERMISSION_DENIED where the request means the whole register and the
  // caller may not; BAD_NAME; or `absent()`, for an organisation that is not there and for one that
  // the caller may not know of. `organization` is the name found, of the documented form, or "".
  absl::Status CheckRequest(const access::Access& access, const google::protobuf::Message& request,
                            const std::function<absl::Status()>& absent,
                            std::string* organization) const;

 private:
  policy::v1::MethodPolicy policy_;
  std::vector<const google::protobuf::FieldDescriptor*> path_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_SCOPE_H_
