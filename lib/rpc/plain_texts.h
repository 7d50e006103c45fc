// What no text of a request may hold that changes something or stands in the audit log: control
// characters (lib/text/plain.h). They would come out again in a terminal, a table or a partner's
// feed.

#ifndef MINGCE_LIB_RPC_PLAIN_TEXTS_H_
#define MINGCE_LIB_RPC_PLAIN_TEXTS_H_

#include <google/protobuf/message.h>

#include "absl/status/status.h"

namespace mingce::rpc {

// CONTROL_CHARACTER, naming the first field of `request`, at any depth, whose text is not plain.
// Leaves out what is marked (mingce.policy.v1.parsed), which its own parser looks at.
absl::Status CheckTexts(const google::protobuf::Message& request);

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_PLAIN_TEXTS_H_
