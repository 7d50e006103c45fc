// Messages as JSON: protobuf's own mapping, with the field names of the contracts.

#ifndef MINGCE_CLI_MESSAGE_JSON_H_
#define MINGCE_CLI_MESSAGE_JSON_H_

#include <google/protobuf/message.h>

#include "cli/session.h"

namespace mingce::cli {

// Fields with their default value are there too, so that a reader need not know the contract.
Json MessageToJson(const google::protobuf::Message& message);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MESSAGE_JSON_H_
