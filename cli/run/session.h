// One run of the tool: what the person asked for on the command line, and the way to the services.

#ifndef MINGCE_CLI_RUN_SESSION_H_
#define MINGCE_CLI_RUN_SESSION_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

class Connection;

struct Settings {
  Language language = Language::kChinese;
  bool json = false;
  std::string profile;
  int retry_seconds = 30;
};

// Thread-safe but for Connect.
class Session {
 public:
  // `clock` outlives the session.
  Session(Settings settings, const Clock& clock);
  ~Session();

  const Settings& settings() const { return settings_; }
  Language language() const { return settings_.language; }
  bool json() const { return settings_.json; }
  const Clock& clock() const { return clock_; }

  // What cannot wait for the end of the command: a line on standard error.
  void Say(const Sentence& sentence) const;

  // Opens the connection at the first call.
  absl::StatusOr<const Connection*> Connect();

 private:
  const Settings settings_;
  const Clock& clock_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_SESSION_H_
