// mingcectl status

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/run/members.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
#include "cli/show/table.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// One try: somebody who asks for the status wants to know now.
constexpr absl::Duration kOneTry = absl::ZeroDuration();
constexpr absl::Duration kDeadline = absl::Seconds(3);

// What one service said: one line of the table and one member of the document.
struct ServiceState {
  const Endpoint* endpoint = nullptr;
  absl::Status status = absl::OkStatus();
  bool broken = false;  // a stream it needs is not followed any more
  std::string version = {};
  Sentence figures = {};
  Json document = Json::object();

  bool reachable() const { return ExitCodeOf(status) != kUnavailable; }

  Sentence Word() const {
    if (broken) return {"数据流中断", "broken"};
    if (status.ok()) return {"正常", "up"};
    return reachable() ? Sentence{"拒绝查询", "refuses"} : Sentence{"连不上", "down"};
  }
};

Json HeadToJson(const type::Head& head) {
  return Json{{"epoch", head.epoch()}, {"sequence", head.sequence()}};
}

// How far a stream is followed. `broken`: why it is not followed any more, or "".
Sentence Progress(absl::string_view stream, std::uint64_t applied, std::uint64_t head,
                  const std::string& broken) {
  if (!broken.empty()) {
    return Fill("$0 $1/$2（已中断：$3，见该服务的日志）",
                "$0 $1/$2 (broken: $3, see the service's log)", stream, applied, head, broken);
  }
  if (applied >= head) return Fill("$0 $1/$2", "$0 $1/$2", stream, applied, head);
  return Fill("$0 $1/$2（追赶中）", "$0 $1/$2 (catching up)", stream, applied, head);
}

void Describe(const registry::v1::GetStatusResponse& answer, ServiceState* state) {
  state->figures = Fill("事件 $0，组织 $1，审计 $2", "events $0, organisations $1, audit $2",
                        answer.head().sequence(), answer.organizations(), answer.audit_entries());
  state->document = {{"head", HeadToJson(answer.head())},
                     {"organizations", answer.organizations()},
                     {"audit_entries", answer.audit_entries()}};
}

void Describe(const members::v1::GetStatusResponse& answer, ServiceState* state) {
  const Sentence applied =
      Progress("registry", answer.registry_applied().sequence(), answer.registry_head().sequence(),
               answer.registry_broken_reason());
  state->broken = !answer.registry_broken_reason().empty();
  state->figures = Fill("事件 $0，会员 $1，审计 $2，已跟进 $3",
                        "events $0, members $1, audit $2, applied $4", answer.head().sequence(),
                        answer.members(), answer.audit_entries(), applied.zh, applied.en);
  state->document = {{"head", HeadToJson(answer.head())},
                     {"registry_applied", HeadToJson(answer.registry_applied())},
                     {"registry_head", HeadToJson(answer.registry_head())},
                     {"registry_broken_reason", answer.registry_broken_reason()},
                     {"members", answer.members()},
                     {"audit_entries", answer.audit_entries()}};
}

void Describe(const reporting::v1::GetStatusResponse& answer, ServiceState* state) {
  const reporting::v1::Watermark& mark = answer.watermark();
  const Sentence registry =
      Progress("registry", mark.registry().sequence(), mark.registry_head().sequence(),
               answer.registry_broken_reason());
  const Sentence members = Progress("members", mark.members().sequence(),
                                    mark.members_head().sequence(), answer.members_broken_reason());
  state->broken =
      !answer.registry_broken_reason().empty() || !answer.members_broken_reason().empty();
  state->figures = Fill("会员 $0，组织 $1，已跟进 $2，$3",
                        "members $0, organisations $1, applied $4, $5", answer.members(),
                        answer.organizations(), registry.zh, members.zh, registry.en, members.en);
  state->document = {{"registry", HeadToJson(mark.registry())},
                     {"registry_head", HeadToJson(mark.registry_head())},
                     {"members_applied", HeadToJson(mark.members())},
                     {"members_head", HeadToJson(mark.members_head())},
                     {"registry_broken_reason", answer.registry_broken_reason()},
                     {"members_broken_reason", answer.members_broken_reason()},
                     {"members", answer.members()},
                     {"organizations", answer.organizations()}};
  const auto& set_backs = answer.clock_set_backs();
  const auto unconfirmed =
      std::count_if(set_backs.begin(), set_backs.end(),
                    [](const reporting::v1::ClockSetBack& one) { return !one.confirmed(); });
  state->document["clock_set_backs_unconfirmed"] = unconfirmed;
  if (unconfirmed == 0) return;
  state->figures = Fill("$0，时钟拨回待确认 $1 次", "$2, clocks set back and not confirmed: $1",
                        state->figures.zh, unconfirmed, state->figures.en);
}

// Asks one service by its GetStatus.
template <typename Method>
ServiceState Ask(const Connection& connection, const Endpoint& endpoint, Method get_status) {
  const auto answer = connection.CallWithin(kOneTry, get_status, {}, kDeadline);
  ServiceState state{.endpoint = &endpoint, .status = answer.status()};
  if (!answer.ok()) return state;
  state.version = answer->version();
  Describe(*answer, &state);
  return state;
}

Json StatusDocument(const std::vector<ServiceState>& states, Language language) {
  Json document = Json::object();
  for (const ServiceState& state : states) {
    Json one;
    one["address"] = state.endpoint->address;
    one["reachable"] = state.reachable();
    if (state.status.ok()) {
      one["version"] = state.version;
      one.update(state.document);
    } else {
      one["error"] = ErrorToJson(state.status, language);
    }
    document[state.endpoint->name] = std::move(one);
  }
  return document;
}

std::string TitleOf(const Endpoint& endpoint, Language language) {
  return language == Language::kEnglish ? endpoint.name : endpoint.title_zh;
}

std::string StatusText(const std::vector<ServiceState>& states, Language language) {
  std::vector<std::vector<std::string>> rows;
  for (const ServiceState& state : states) {
    rows.push_back({TitleOf(*state.endpoint, language), state.endpoint->address,
                    state.Word().In(language), state.version, state.figures.In(language)});
  }
  return FormatTable(language,
                     {{{"服务", "service"}},
                      {{"地址", "address"}},
                      {{"状态", "state"}},
                      {{"版本", "version"}},
                      {{"情况", "figures"}}},
                     rows);
}

struct StatusOptions {};

// Asks each service once and shows how far each has come. Exit status 3 when one does not answer.
absl::StatusOr<Answer> ShowStatus(Session& session, const StatusOptions&) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  const std::vector<ServiceState> states = {
      Ask(*connection, connection->registry(), &Registry::GetStatus),
      Ask(*connection, connection->members(), &Members::GetStatus),
      Ask(*connection, connection->reporting(), &Reporting::GetStatus)};
  ExitCode code = kDone;
  View view;
  view.document = [states](Language language) { return StatusDocument(states, language); };
  view.text = [states](Language language) { return StatusText(states, language); };
  for (const ServiceState& state : states) {
    if (state.broken) code = std::max(code, kUnavailable);
    if (state.status.ok()) continue;
    code = std::max(code, ExitCodeOf(state.status));
    view.notes.push_back(Fill("$0：$2", "$1: $3", state.endpoint->title_zh, state.endpoint->name,
                              ErrorText(state.status, Language::kChinese),
                              ErrorText(state.status, Language::kEnglish)));
  }
  return Answer(std::move(view), code);
}

}  // namespace

void AddStatusCommand(CLI::App* app, CommandLine* line) {
  Command<StatusOptions>(app, line, "status",
                         {"查看三个服务的状态", "show the state of the services"}, ShowStatus);
}

}  // namespace mingce::cli
