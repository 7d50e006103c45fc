#include "tests/bench/check.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "cli/files/person_file.h"
#include "cli/files/text_file.h"
#include "cli/run/members.h"
#include "cli/show/errors.h"
#include "cli/show/table.h"
#include "lib/base/status_macros.h"
#include "tests/bench/echo_server.h"
#include "tests/bench/load_loop.h"

namespace mingce::bench {
namespace {

using cli::Align;
using cli::Connection;
using cli::FormatTable;
using cli::Json;
using members::v1::CheckEligibilityRequest;
using members::v1::CheckEligibilityResponse;
using members::v1::MembersService;

// Connections to spread the clients over; more than cores bring nothing.
constexpr std::size_t kConnections = 4;

CheckEligibilityRequest MakeRequest(const members::v1::PersonKey& person,
                                    const CheckOptions& options) {
  CheckEligibilityRequest request;
  *request.mutable_person() = person;
  request.set_benefit(options.benefit);
  request.set_purpose("SYSTEM_TEST");
  request.set_case_number("BENCH-1");
  return request;
}

absl::StatusOr<LoadResult> MeasureChecks(const Connection& connection, const Clock& clock,
                                         const CheckOptions& options,
                                         const std::vector<CheckEligibilityRequest>& requests) {
  const auto clients = static_cast<std::size_t>(options.clients);
  std::vector<std::unique_ptr<MembersService::Stub>> stubs;
  for (std::size_t i = 0; i < kConnections; ++i) {
    MINGCE_ASSIGN_OR_RETURN(
        const std::shared_ptr<grpc::Channel> channel,
        rpc::MakeChannel("members", connection.profile().members, connection.profile().tls));
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

absl::StatusOr<LoadResult> MeasureEcho(const Clock& clock, const CheckOptions& options,
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

// One person a line (persons.jsonl of 'mingcectl generate').
absl::StatusOr<std::vector<members::v1::PersonKey>> ReadPersons(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, cli::ReadTextFile(path));
  std::vector<members::v1::PersonKey> persons;
  std::size_t number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    MINGCE_ASSIGN_OR_RETURN(members::v1::PersonKey person, cli::ParsePerson(line, path, number));
    persons.push_back(std::move(person));
  }
  if (persons.empty()) return cli::InputDamaged(path, 0, {"没有人员", "there are no persons"});
  return persons;
}

Json ToJson(const LoadResult& result) {
  return Json{{"per_second", static_cast<std::int64_t>(result.rate())},
              {"answered", result.answered},
              {"failed", result.failed},
              {"p50_us", absl::ToInt64Microseconds(result.p50)},
              {"p99_us", absl::ToInt64Microseconds(result.p99)}};
}

std::vector<std::string> Row(const std::string& name, const LoadResult& result) {
  return {name, absl::StrFormat("%.0f", result.rate()),
          absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(result.p50)),
          absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(result.p99)),
          absl::StrCat(result.failed)};
}

std::string ResultText(const LoadResult& checks, const LoadResult& echo, const std::string& ratio,
                       Language language) {
  return absl::StrCat(
      FormatTable(
          language,
          {{{"项目", "what"}},
           {{"次/秒", "per second"}, Align::kRight},
           {{"p50 ms", "p50 ms"}, Align::kRight},
           {{"p99 ms", "p99 ms"}, Align::kRight},
           {{"失败", "failed"}, Align::kRight}},
          {Row(Sentence{"资格查询（审计后应答）", "eligibility check"}.In(language), checks),
           Row(Sentence{"空回声（双向TLS）", "bare echo"}.In(language), echo)}),
      Fill("比值：$0\n", "ratio: $0\n", ratio).In(language));
}

}  // namespace

absl::StatusOr<cli::Answer> MeasureCheck(cli::Session& session, const CheckOptions& options) {
  MINGCE_ASSIGN_OR_RETURN(const std::vector<members::v1::PersonKey> persons,
                          ReadPersons(options.persons));
  std::vector<CheckEligibilityRequest> requests;
  for (const members::v1::PersonKey& person : persons) {
    requests.push_back(MakeRequest(person, options));
  }
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  // The first answer shows that there is somebody to measure, and how large answers are.
  MINGCE_ASSIGN_OR_RETURN(const CheckEligibilityResponse first,
                          connection->Call(&cli::Members::CheckEligibility, requests.front()));
  MINGCE_ASSIGN_OR_RETURN(const LoadResult checks,
                          MeasureChecks(*connection, session.clock(), options, requests));
  MINGCE_ASSIGN_OR_RETURN(
      const LoadResult echo,
      MeasureEcho(session.clock(), options, requests.front().ByteSizeLong(), first.ByteSizeLong()));
  const std::string ratio =
      absl::StrFormat("%.2f", echo.rate() > 0 ? checks.rate() / echo.rate() : 0);
  const Json document = {{"clients", options.clients},
                         {"seconds", options.seconds},
                         {"request_bytes", requests.front().ByteSizeLong()},
                         {"response_bytes", first.ByteSizeLong()},
                         {"check", ToJson(checks)},
                         {"echo", ToJson(echo)},
                         {"ratio", ratio}};
  cli::View view;
  view.document = [document](Language) { return document; };
  view.text = [=](Language language) { return ResultText(checks, echo, ratio, language); };
  if (checks.failed > 0) {
    view.notes.push_back(Fill("查询失败：$0", "checks failed: $0", checks.first_failure));
  }
  return cli::Answer(std::move(view), checks.failed == 0 ? cli::kDone : cli::kRefused);
}

}  // namespace mingce::bench
