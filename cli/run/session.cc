#include "cli/run/session.h"

#include <utility>

#include "cli/run/connection.h"
#include "cli/show/view.h"

namespace mingce::cli {

Session::Session(Settings settings, const Clock& clock)
    : settings_(std::move(settings)), clock_(clock) {}

Session::~Session() = default;

void Session::Say(const Sentence& sentence) const { cli::Say(sentence.In(settings_.language)); }

absl::StatusOr<const Connection*> Session::Connect() {
  if (connection_ == nullptr) {
    auto opened = Connection::Open(
        settings_.profile, absl::Seconds(settings_.retry_seconds), clock_,
        [this](const Endpoint& endpoint) {
          Say(Fill("正在等待$0（$2）应答，最多$3秒……",
                   "waiting for the $1 service ($2) to answer, at most $3 s …", endpoint.title_zh,
                   endpoint.name, endpoint.address, settings_.retry_seconds));
        });
    if (!opened.ok()) return opened.status();
    connection_ = *std::move(opened);
  }
  return connection_.get();
}

}  // namespace mingce::cli
