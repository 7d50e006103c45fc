// One run of the tool: what the person asked for on the command line, where words go, and the way
// to the services.
//
// Data goes to standard output, words about it to standard error. With `json`, standard output
// holds exactly one JSON document. Nothing written to either holds personal data that is not
// masked.

#ifndef MINGCE_CLI_SESSION_H_
#define MINGCE_CLI_SESSION_H_

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/connection.h"
#include "cli/errors.h"
#include "lib/base/clock.h"

namespace mingce::cli {

// Keys keep the order they were written in: people read these documents too.
using Json = nlohmann::ordered_json;

struct Settings {
  bool english = false;
  bool json = false;
  std::string profile;
  int retry_seconds = 30;
};

// Thread-safe but for Connect.
class Session {
 public:
  // `clock` outlives the session.
  Session(Settings settings, const Clock& clock);

  const Settings& settings() const { return settings_; }
  bool json() const { return settings_.json; }
  const Clock& clock() const { return clock_; }

  // The sentence in the language of this run.
  absl::string_view Words(absl::string_view zh, absl::string_view en) const {
    return settings_.english ? en : zh;
  }
  std::string WordsOf(const absl::Status& status) const;

  void Say(absl::string_view line) const;    // a line on standard error
  void Print(absl::string_view text) const;  // data, as it is, on standard output
  void PrintJson(const Json& document) const;

  // Opens the connection at the first call.
  absl::StatusOr<const Connection*> Connect();

  // Says what went wrong, as JSON too when asked for, and returns the exit status.
  ExitCode Refuse(const absl::Status& status) const;

 private:
  const Settings settings_;
  const Clock& clock_;
  std::unique_ptr<Connection> connection_;
};

// {"code", "reason", "message", "metadata"}
Json ErrorToJson(const Session& session, const absl::Status& status);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SESSION_H_
