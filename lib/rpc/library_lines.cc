#include "lib/rpc/library_lines.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/base/mutex.h"
#include "lib/rpc/refusal_thinner.h"

namespace mingce::rpc {
namespace {

constexpr std::size_t kMostBytes = 300;

struct Said {
  Mutex mu;
  RefusalThinner places ABSL_GUARDED_BY(mu){1, absl::Hours(1)};
};

void Say(LogLevel level, const char* file, int line, absl::string_view text) {
  static auto& said = *new Said;  // threads of libraries outlive main
  const std::string place = absl::StrCat(file, ":", line);
  const absl::Duration now = Clock::System().SteadyNow();
  MutexLock lock(&said.mu);
  for (const RefusalThinner::Counted& counted : said.places.TakeCounted(now)) {
    Log(LogLevel::kWarning, "a library said so again",
        {{"place", counted.actor}, {"times", absl::StrCat(counted.count)}});
  }
  if (!said.places.StandsForItself(place, now)) return;
  Log(level, "a library says",
      {{"place", place}, {"text", std::string(text.substr(0, kMostBytes))}});
}

void SayOfGrpc(gpr_log_func_args* args) {
  Say(args->severity == GPR_LOG_SEVERITY_ERROR ? LogLevel::kError : LogLevel::kInfo, args->file,
      args->line, args->message);
}

void SayOfProtobuf(google::protobuf::LogLevel level, const char* file, int line,
                   const std::string& text) {
  Say(level >= google::protobuf::LOGLEVEL_ERROR ? LogLevel::kError : LogLevel::kWarning, file, line,
      text);
}

}  // namespace

void LogLibraryLines() {
  gpr_set_log_function(SayOfGrpc);
  google::protobuf::SetLogHandler(SayOfProtobuf);
}

}  // namespace mingce::rpc
