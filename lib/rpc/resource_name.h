// Names of resources in requests (lib/base/resource_name.h), refused where they are not of the kind
// that is asked for.

#ifndef MINGCE_LIB_RPC_RESOURCE_NAME_H_
#define MINGCE_LIB_RPC_RESOURCE_NAME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::rpc {

// "organizations/x" → "x" with collection "organizations"; BAD_NAME when it is not of that form or
// the id is not an opaque id (`opaque`) or not [a-z0-9_-]{1,63} (not `opaque`).
absl::StatusOr<std::string> IdFromName(absl::string_view name, absl::string_view collection,
                                       bool opaque);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_RESOURCE_NAME_H_
