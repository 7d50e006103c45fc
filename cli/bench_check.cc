#include "cli/bench_check.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/bench/echo_server.h"
#include "cli/bench/load_loop.h"
#include "cli/person_file.h"
#include "cli/text_width.h"
#include "lib/base/status_macros.h"
#include "mingce/members/v1/members_service.grpc.pb.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityRequest;
using members::v1::CheckEligibilityResponse;
using members::v1::MembersService;

// Connections to spread the clients over; more than cores bring nothing.
constexpr std::size_t kConnections = 4;

CheckEligibilityRequest MakeRequest(const members::v1::PersonKey& person,
                                    const BenchCheckOptions& options) {
  CheckEligibilityRequest request;
  *request.mutable_person() = person;
  request.set_benefit(options.benefit);
  request.set_purpose("性能测量");
  request.set_case_number("BENCH-1");
  return request;
}

absl::StatusOr<LoadResult> MeasureChecks(const Connection& connection, const Clock& clock,
                                         const BenchCheckOptions& options,
                                         const std::vector<CheckEligibilityRequest>& requests) {
  const auto clients = static_cast<std::size_t>(options.clients);
  std::vector<std::unique_ptr<MembersService::Stub>> stubs;
  for (std::size_t i = 0; i < kConnections; ++i) {
    MINGCE_ASSIGN_OR_RETURN(
        const std::shared_ptr<grpc::Channel> channel,
        rpc::MakeChannel(connection.profile().members, connection.profile().tls));
    stubs.push_back(MembersService::NewStub(channel));
  }
  std::vector<CheckEligibilityResponse> responses(clients);
  std::vector<std::size_t> asked(clients, 0);
  const BeginCall begin = [&](std::size_t index, grpc::ClientContext* context,
                              std::function<void(grpc::Status)> done) {
    // Every client goes through all persons, each from a place of its own.
    const CheckEligibilityRequest& request = requests[(index + asked[index]++) % requests.size()];
    stubs[index % kConnections]->async()->CheckEligibility(context, &request, &responses[index],
                                                           std::move(done));
  };
  RunLoad(clients, absl::Milliseconds(500), clock, begin);  // connect and warm up
  return RunLoad(clients, absl::Seconds(options.seconds), clock, begin);
}

absl::StatusOr<LoadResult> MeasureEcho(const Clock& clock, const BenchCheckOptions& options,
                                       std::size_t request_bytes, std::size_t response_bytes) {
  const auto clients = static_cast<std::size_t>(options.clients);
  MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<EchoServer> server,
                          EchoServer::Start(response_bytes, clock));
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs;
  for (std::size_t i = 0; i < kConnections; ++i) {
    MINGCE_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel, server->Connect());
    stubs.push_back(std::make_unique<grpc::GenericStub>(channel));
  }
  const grpc::Slice slice(std::string(request_bytes, 'x'));
  const grpc::ByteBuffer request(&slice, 1);
  std::vector<grpc::ByteBuffer> responses(clients);
  const BeginCall begin = [&](std::size_t index, grpc::ClientContext* context,
                              std::function<void(grpc::Status)> done) {
    responses[index].Clear();
    stubs[index % kConnections]->UnaryCall(context, "/mingce.bench/Echo", grpc::StubOptions(),
                                           &request, &responses[index], std::move(done));
  };
  RunLoad(clients, absl::Milliseconds(500), clock, begin);
  return RunLoad(clients, absl::Seconds(options.seconds), clock, begin);
}

Json ToJson(const LoadResult& result) {
  return Json{{"per_second", static_cast<std::int64_t>(result.rate())},
              {"answered", result.answered},
              {"failed", result.failed},
              {"p50_us", absl::ToInt64Microseconds(result.p50)},
              {"p99_us", absl::ToInt64Microseconds(result.p99)}};
}

std::vector<std::string> Row(absl::string_view name, const LoadResult& result) {
  return {std::string(name), absl::StrFormat("%.0f", result.rate()),
          absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(result.p50)),
          absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(result.p99)),
          absl::StrCat(result.failed)};
}

}  // namespace

absl::StatusOr<ExitCode> BenchCheck(Session& session, const BenchCheckOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<members::v1::PersonKey> persons,
                          ReadPersons(options.persons));
  std::vector<CheckEligibilityRequest> requests;
  for (const members::v1::PersonKey& person : persons) {
    requests.push_back(MakeRequest(person, options));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  // The first answer shows that there is somebody to measure, and how large answers are.
  MINGCE_ASSIGN_OR_RETURN(
      const CheckEligibilityResponse first,
      connection->Call(connection->members(), &MembersService::Stub::CheckEligibility,
                       requests.front()));
  MINGCE_ASSIGN_OR_RETURN(const LoadResult checks,
                          MeasureChecks(*connection, session.clock(), options, requests));
  MINGCE_ASSIGN_OR_RETURN(
      const LoadResult echo,
      MeasureEcho(session.clock(), options, requests.front().ByteSizeLong(), first.ByteSizeLong()));
  if (checks.failed > 0) {
    session.Say(absl::StrCat(session.Words("查询失败：", "checks failed: "), checks.first_failure));
  }
  const double ratio = echo.rate() > 0 ? checks.rate() / echo.rate() : 0;
  if (session.json()) {
    session.PrintJson({{"clients", options.clients},
                       {"seconds", options.seconds},
                       {"request_bytes", requests.front().ByteSizeLong()},
                       {"response_bytes", first.ByteSizeLong()},
                       {"check", ToJson(checks)},
                       {"echo", ToJson(echo)},
                       {"ratio", absl::StrFormat("%.2f", ratio)}});
  } else {
    session.Print(
        FormatTable({{std::string(session.Words("项目", "what"))},
                     {std::string(session.Words("次/秒", "per second")), Align::kRight},
                     {"p50 ms", Align::kRight},
                     {"p99 ms", Align::kRight},
                     {std::string(session.Words("失败", "failed")), Align::kRight}},
                    {Row(session.Words("资格查询（审计后应答）", "eligibility check"), checks),
                     Row(session.Words("空回声（双向TLS）", "bare echo"), echo)}));
    session.Print(absl::StrFormat("%s%.2f\n", session.Words("比值：", "ratio: "), ratio));
  }
  return checks.failed == 0 ? kDone : kRefused;
}

}  // namespace mingce::cli
