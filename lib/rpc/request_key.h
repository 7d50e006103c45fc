// The request ids of mutations (AIP-155).

#ifndef MINGCE_LIB_RPC_REQUEST_KEY_H_
#define MINGCE_LIB_RPC_REQUEST_KEY_H_

#include <google/protobuf/message.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/digest.h"

namespace mingce::rpc {

// The key of a mutation: its caller, its id, and a fingerprint of everything else in `request`.
// `request` has a string field `request_id`. REQUEST_ID_INVALID when that is not a version 4 UUID.
absl::StatusOr<ledger::RequestKey> RequestKeyOf(absl::string_view caller,
                                                const google::protobuf::Message& request);

// SHA-256 of what `request` asks for: of all of it but its `request_id`, if it has one.
seal::Digest RequestFingerprint(const google::protobuf::Message& request);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_REQUEST_KEY_H_
