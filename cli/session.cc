#include "cli/session.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::cli {

Session::Session(Settings settings, const Clock& clock)
    : settings_(std::move(settings)), clock_(clock) {}

std::string Session::WordsOf(const absl::Status& status) const {
  // The reason last: a clerk passes it over, whoever helps the clerk looks it up in docs/api.md.
  const std::string reason = ReasonOf(status);
  return absl::StrCat(MessageFor(status, settings_.english),
                      reason.empty() ? "" : absl::StrCat(" [", reason, "]"));
}

void Session::Say(absl::string_view line) const {
  std::cerr << absl::StrCat(line, "\n") << std::flush;
}

void Session::Print(absl::string_view text) const { std::cout << text << std::flush; }

void Session::PrintJson(const Json& document) const {
  // Text from outside may be broken UTF-8; the document must not be.
  std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
}

absl::StatusOr<const Connection*> Session::Connect() {
  if (connection_ == nullptr) {
    auto opened = Connection::Open(
        settings_.profile, absl::Seconds(settings_.retry_seconds), clock_,
        [this](const Endpoint& endpoint) {
          Say(absl::StrCat(Words("正在等待", "waiting for the "),
                           Words(endpoint.title_zh, endpoint.name), Words("（", " service ("),
                           endpoint.address, Words("）应答，最多", ") to answer, at most "),
                           settings_.retry_seconds, Words("秒……", " s …")));
        });
    if (!opened.ok()) return opened.status();
    connection_ = *std::move(opened);
  }
  return connection_.get();
}

ExitCode Session::Refuse(const absl::Status& status) const {
  Say(WordsOf(status));
  if (settings_.json) PrintJson(Json{{"error", ErrorToJson(*this, status)}});
  return ExitCodeOf(status);
}

Json ErrorToJson(const Session& session, const absl::Status& status) {
  Json error;
  error["code"] = absl::StatusCodeToString(status.code());
  error["reason"] = ReasonOf(status);
  error["message"] = session.WordsOf(status);
  Json metadata = Json::object();
  if (const auto info = ErrorInfoOf(status); info.has_value()) {
    for (const auto& [key, value] : info->metadata) metadata[key] = value;
  }
  error["metadata"] = std::move(metadata);
  return error;
}

}  // namespace mingce::cli
