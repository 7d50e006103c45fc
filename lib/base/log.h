// One JSON line per event on standard error, for journald and log shippers.
//
// Fields are names and values chosen by the caller. Never pass personal data: a member is named by
// its reference, an organisation by its id. Thread-safe; a line is written whole.

#ifndef MINGCE_LIB_BASE_LOG_H_
#define MINGCE_LIB_BASE_LOG_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace mingce {

enum class LogLevel { kInfo, kWarning, kError };

using LogFields = std::initializer_list<std::pair<absl::string_view, std::string>>;

// Writes {"time":…,"level":…,"message":…,<fields>}. `message` is a fixed English phrase.
void Log(LogLevel level, absl::string_view message, LogFields fields = {});

// Quotes `text` as a JSON string, quotation marks included. What is not UTF-8 becomes U+FFFD: a
// library quotes what somebody sent.
std::string JsonString(absl::string_view text);

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_LOG_H_
