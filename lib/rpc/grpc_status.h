// The only place where our errors and gRPC's meet.

#ifndef MINGCE_LIB_RPC_GRPC_STATUS_H_
#define MINGCE_LIB_RPC_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace mingce::rpc {

// Code and English message; an attached ErrorInfo (lib/base/error.h) becomes google.rpc.ErrorInfo
// and google.rpc.LocalizedMessage (zh-CN) in the status details. An error without one came from a
// library: its message stays in the log and the caller is told INTERNAL_ERROR, because a library's
// words may hold anything.
grpc::Status ToGrpc(const absl::Status& status);

// The way back, details included; for clients.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_GRPC_STATUS_H_
