// Who is let in before anything of a request is read: a connection when its handshake is done, a
// call when its headers are there. Both come before the message, whose size the caller chooses.

#ifndef MINGCE_LIB_RPC_DOOR_H_
#define MINGCE_LIB_RPC_DOOR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::rpc {

// Thread-safe; none of the functions blocks. `identity` is what IdentityOf says of the connection:
// "" for a certificate that names nobody, or several.
class Door {
 public:
  virtual ~Door() = default;

  // Whether a new connection of `identity` is taken. Refused, it only sees its connection end.
  virtual bool LetsIn(absl::string_view identity) = 0;

  // OK, or why a call of `path` ("/package.Service/Method") is refused without its message. Code
  // and English sentence are all that reaches the caller. OK for a path that the door knows nothing
  // of.
  virtual absl::Status CheckCall(absl::string_view identity, absl::string_view path) = 0;

  // From here on nobody is let in and nothing is asked of what the door was made of: gRPC may hold
  // a door for longer than its server lives.
  virtual void Close() = 0;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_DOOR_H_
