// Who may call what: identities from certificates, roles from the bindings file, permissions from
// the table below. Deny by default.

#ifndef MINGCE_LIB_RPC_AUTHORIZER_H_
#define MINGCE_LIB_RPC_AUTHORIZER_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

// The permissions of a role, as bits by permission number.
std::uint64_t PermissionsOf(policy::v1::Role role);

// Immutable, so thread-safe.
class Authorizer {
 public:
  // Reads a mingce.policy.v1.Bindings in protobuf text format.
  // Errors: BINDINGS_UNREADABLE, BINDINGS_DAMAGED (names the line), BINDINGS_EMPTY.
  static absl::StatusOr<Authorizer> FromFile(const std::string& path);
  static absl::StatusOr<Authorizer> FromBindings(const policy::v1::Bindings& bindings);

  // What `identity` may do; 0 for one nobody has bound.
  std::uint64_t PermissionsFor(absl::string_view identity) const;

 private:
  absl::flat_hash_map<std::string, std::uint64_t> permissions_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_AUTHORIZER_H_
