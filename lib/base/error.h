// What Mingce says when it refuses: a canonical code, a stable reason, and one clear sentence in
// Chinese and in English.
//
// The English sentence is the status message; reason, domain, Chinese sentence and metadata travel
// beside it as a payload, so every function keeps returning a plain absl::Status. lib/rpc turns the
// payload into google.rpc.ErrorInfo and google.rpc.LocalizedMessage on the wire.
//
// No personal data in any of the parts: a reason, a limit, a resource name, a row or a column is
// fine; a name, a number, a phone is not.

#ifndef MINGCE_LIB_BASE_ERROR_H_
#define MINGCE_LIB_BASE_ERROR_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce {

struct ErrorInfo {
  std::string reason;      // UPPER_SNAKE, at most 63 characters; never changes once released
  std::string domain;      // "mingce.registry", "mingce.members", … : who refuses
  std::string message_zh;  // what is wrong and what would be right
  std::map<std::string, std::string> metadata = {};

  friend bool operator==(const ErrorInfo&, const ErrorInfo&) = default;
};

// A status with `info` attached. `code` is not OK.
absl::Status MakeError(absl::StatusCode code, absl::string_view message_en, const ErrorInfo& info);

// The info attached to `status`, or nullopt: then the status came from a library.
std::optional<ErrorInfo> ErrorInfoOf(const absl::Status& status);

// The reason attached to `status`, or "" when there is none.
std::string ReasonOf(const absl::Status& status);

// Its reason, or the name of its code where it has none; "" when it is OK.
std::string ReasonOrCodeOf(const absl::Status& status);

// The sentence for a person: Chinese unless `english`; falls back to the status message.
std::string MessageFor(const absl::Status& status, bool english);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_ERROR_H_
