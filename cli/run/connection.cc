#include "cli/run/connection.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/grpc_status.h"

namespace mingce::cli {
namespace {

// A service restarts within a few seconds; asking twice a second finds it soon enough.
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(1);

bool MayPass(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         ReasonOf(status) == "QUEUE_FULL";
}

// gRPC's only sign of it is OpenSSL's word in the text.
bool IsRefusedCertificate(const absl::Status& status) {
  return absl::IsUnavailable(status) &&
         (absl::StrContains(status.message(), "certificate verify failed") ||
          absl::StrContains(status.message(), rpc::kAnotherService));
}

}  // namespace

absl::StatusOr<Profile> ReadProfile(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadTextFile(path);
  if (!text.ok()) {
    return ReasonOf(text.status()) == "INPUT_UNREADABLE" ? ProfileMissing(path) : text.status();
  }
  const nlohmann::json json = nlohmann::json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return ProfileDamaged(path, {"不是JSON对象", "it is not a JSON object"});
  Profile profile;
  const std::pair<const char*, std::string*> parts[] = {
      {"registry", &profile.registry},    {"members", &profile.members},
      {"reporting", &profile.reporting},  {"ca", &profile.tls.ca},
      {"cert", &profile.tls.certificate}, {"key", &profile.tls.key},
  };
  for (const auto& [key, value] : parts) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string() ||
        found->get_ref<const std::string&>().empty()) {
      return ProfileDamaged(path, Fill("缺少“$0”", "\"$0\" is missing", key));
    }
    *value = found->get<std::string>();
  }
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  for (std::string* file : {&profile.tls.ca, &profile.tls.certificate, &profile.tls.key}) {
    *file = (folder / *file).string();
  }
  return profile;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(
    const std::string& profile_path, absl::Duration patience, const Clock& clock,
    std::function<void(const Endpoint&)> on_waiting) {
  MINGCE_ASSIGN_OR_RETURN(Profile profile, ReadProfile(profile_path));
  // A service would only hang up on a certificate that is not good any more, and not say why.
  MINGCE_RETURN_IF_ERROR(rpc::CheckTls(profile.tls, pki::Use::kCall, clock.Now()).status());
  auto connection = std::unique_ptr<Connection>(
      new Connection(std::move(profile), patience, clock, std::move(on_waiting)));
  const Profile& known = connection->profile_;
  connection->registry_ = {"registry", "组织登记服务", known.registry, nullptr};
  connection->members_ = {"members", "会员服务", known.members, nullptr};
  connection->reporting_ = {"reporting", "统计服务", known.reporting, nullptr};
  for (Endpoint* one : {&connection->registry_, &connection->members_, &connection->reporting_}) {
    MINGCE_ASSIGN_OR_RETURN(one->channel, rpc::MakeChannel(one->name, one->address, known.tls));
  }
  return connection;
}

Connection::Connection(Profile profile, absl::Duration patience, const Clock& clock,
                       std::function<void(const Endpoint&)> on_waiting)
    : profile_(std::move(profile)),
      patience_(patience),
      clock_(clock),
      on_waiting_(std::move(on_waiting)) {}

absl::Status Connection::Try(const Endpoint& endpoint, absl::Duration patience,
                             absl::Duration deadline,
                             absl::FunctionRef<grpc::Status(grpc::ClientContext*)> once) const {
  const absl::Time start = clock_.Now();
  absl::Duration pause = kFirstPause;
  bool asked_again = false;
  for (;;) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(clock_.Now() + deadline));
    const absl::Status status = rpc::FromGrpc(once(&context));
    if (!MayPass(status)) return status;
    // A late call may have been taken. Its deadline alone is longer than the usual patience, and
    // only sending it again tells, so one more try is always due.
    const bool ask_again = !std::exchange(asked_again, true) && absl::IsDeadlineExceeded(status) &&
                           patience > absl::ZeroDuration();
    if (IsRefusedCertificate(status)) {  // waiting does not mend it
      return ServiceCertificateRefused(endpoint.title_zh, endpoint.name, endpoint.address);
    }
    if (!ask_again && clock_.Now() - start + pause > patience) {
      if (ErrorInfoOf(status).has_value()) return status;  // it answered, and means it
      return ServiceUnreachable(endpoint.title_zh, endpoint.name, endpoint.address,
                                status.message());
    }
    if (!waited_.exchange(true) && on_waiting_) on_waiting_(endpoint);
    Rest(endpoint, pause);
    pause = std::min(pause * 2, kLongestPause);
  }
}

void Connection::Rest(const Endpoint& endpoint, absl::Duration pause) const {
  // In a process without a server, gRPC looks after its sockets only while somebody waits in it:
  // between calls that fail at once it would connect to a restarted service after many seconds.
  if (endpoint.channel->GetState(/*try_to_connect=*/true) != GRPC_CHANNEL_READY) {
    endpoint.channel->WaitForConnected(absl::ToChronoTime(clock_.Now() + pause));
  } else {
    std::this_thread::sleep_for(absl::ToChronoMilliseconds(pause));
  }
}

}  // namespace mingce::cli
