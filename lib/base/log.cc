#include "lib/base/log.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "nlohmann/json.hpp"

namespace mingce {
namespace {

absl::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "error";
}

}  // namespace

std::string JsonString(absl::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Log(LogLevel level, absl::string_view message, LogFields fields) {
  std::string line = absl::StrCat(
      "{\"time\":\"",
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", Clock::System().Now(), absl::UTCTimeZone()),
      "\",\"level\":\"", LevelName(level), "\",\"message\":", JsonString(message));
  for (const auto& [name, value] : fields) {
    absl::StrAppend(&line, ",", JsonString(name), ":", JsonString(value));
  }
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), stderr);  // one call: stdio locks the stream for it
}

}  // namespace mingce
