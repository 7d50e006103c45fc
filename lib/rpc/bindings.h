// The bindings file: who is what before any role can be granted.

#ifndef MINGCE_LIB_RPC_BINDINGS_H_
#define MINGCE_LIB_RPC_BINDINGS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/access/grant.h"

namespace mingce::rpc {

// Reads a mingce.policy.v1.Bindings in protobuf text format: what each identity in it may do, for
// the whole register and without an end. Errors: BINDINGS_UNREADABLE, BINDINGS_DAMAGED (names the
// line), BINDINGS_EMPTY, BINDINGS_ROLE_NOT_ALLOWED (a role that has to be granted instead).
absl::StatusOr<std::vector<access::Grant>> ReadBindings(const std::string& path);

// Whom `bindings` give `permission`, a number of mingce.policy.v1.Permission.
std::set<std::string> HoldersOf(int permission, const std::vector<access::Grant>& bindings);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_BINDINGS_H_
