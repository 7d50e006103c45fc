#include "cli/status.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/text_width.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

// One try: somebody who asks for the status wants to know now.
constexpr absl::Duration kOneTry = absl::ZeroDuration();
constexpr absl::Duration kDeadline = absl::Seconds(3);

Json HeadToJson(const type::Head& head) {
  return Json{{"epoch", head.epoch()}, {"sequence", head.sequence()}};
}

// One line of the table and one member of the document.
struct Line {
  const Endpoint* endpoint;
  absl::Status status;
  bool broken = false;  // a stream it needs is not followed any more
  std::string version;
  std::string figures;
  Json json;
};

std::string LagText(const Session& session, absl::string_view stream, std::uint64_t applied,
                    std::uint64_t head, const std::string& broken) {
  if (!broken.empty()) {
    return absl::StrCat(stream, " ", applied, "/", head, session.Words("（已中断：", " (broken: "),
                        broken, session.Words("，见该服务的日志）", ", see the service's log)"));
  }
  return absl::StrCat(stream, " ", applied, "/", head,
                      applied >= head ? "" : session.Words("（追赶中）", " (catching up)"));
}

Line RegistryLine(const Session& session, const Connection& connection) {
  const auto answer =
      connection.CallWithin(kOneTry, connection.registry(),
                            &registry::v1::RegistryService::Stub::GetStatus, {}, kDeadline);
  Line line{&connection.registry().endpoint, answer.status(), false, "", "", Json::object()};
  if (!answer.ok()) return line;
  line.version = answer->version();
  line.figures = absl::StrCat(session.Words("事件 ", "events "), answer->head().sequence(),
                              session.Words("，组织 ", ", organisations "), answer->organizations(),
                              session.Words("，审计 ", ", audit "), answer->audit_entries());
  line.json = {{"version", answer->version()},
               {"head", HeadToJson(answer->head())},
               {"organizations", answer->organizations()},
               {"audit_entries", answer->audit_entries()}};
  return line;
}

Line MembersLine(const Session& session, const Connection& connection) {
  const auto answer = connection.CallWithin(
      kOneTry, connection.members(), &members::v1::MembersService::Stub::GetStatus, {}, kDeadline);
  Line line{&connection.members().endpoint, answer.status(), false, "", "", Json::object()};
  if (!answer.ok()) return line;
  line.version = answer->version();
  line.figures =
      absl::StrCat(session.Words("事件 ", "events "), answer->head().sequence(),
                   session.Words("，会员 ", ", members "), answer->members(),
                   session.Words("，审计 ", ", audit "), answer->audit_entries(),
                   session.Words("，已跟进 ", ", applied "),
                   LagText(session, "registry", answer->registry_applied().sequence(),
                           answer->registry_head().sequence(), answer->registry_broken_reason()));
  line.broken = !answer->registry_broken_reason().empty();
  line.json = {{"version", answer->version()},
               {"head", HeadToJson(answer->head())},
               {"registry_applied", HeadToJson(answer->registry_applied())},
               {"registry_head", HeadToJson(answer->registry_head())},
               {"registry_broken_reason", answer->registry_broken_reason()},
               {"members", answer->members()},
               {"audit_entries", answer->audit_entries()}};
  return line;
}

Line ReportingLine(const Session& session, const Connection& connection) {
  const auto answer =
      connection.CallWithin(kOneTry, connection.reporting(),
                            &reporting::v1::ReportingService::Stub::GetStatus, {}, kDeadline);
  Line line{&connection.reporting().endpoint, answer.status(), false, "", "", Json::object()};
  if (!answer.ok()) return line;
  const reporting::v1::Watermark& mark = answer->watermark();
  line.version = answer->version();
  line.figures =
      absl::StrCat(session.Words("会员 ", "members "), answer->members(),
                   session.Words("，组织 ", ", organisations "), answer->organizations(),
                   session.Words("，已跟进 ", ", applied "),
                   LagText(session, "registry", mark.registry().sequence(),
                           mark.registry_head().sequence(), answer->registry_broken_reason()),
                   session.Words("，", ", "),
                   LagText(session, "members", mark.members().sequence(),
                           mark.members_head().sequence(), answer->members_broken_reason()));
  line.broken =
      !answer->registry_broken_reason().empty() || !answer->members_broken_reason().empty();
  line.json = {{"version", answer->version()},
               {"registry", HeadToJson(mark.registry())},
               {"registry_head", HeadToJson(mark.registry_head())},
               {"members_applied", HeadToJson(mark.members())},
               {"members_head", HeadToJson(mark.members_head())},
               {"registry_broken_reason", answer->registry_broken_reason()},
               {"members_broken_reason", answer->members_broken_reason()},
               {"members", answer->members()},
               {"organizations", answer->organizations()}};
  return line;
}

}  // namespace

absl::StatusOr<ExitCode> ShowStatus(Session& session) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  const Line lines[] = {RegistryLine(session, *connection), MembersLine(session, *connection),
                        ReportingLine(session, *connection)};
  ExitCode code = kDone;
  Json document = Json::object();
  std::vector<std::vector<std::string>> rows;
  for (const Line& line : lines) {
    if (!line.status.ok()) {
      code = std::max(code, ExitCodeOf(line.status));
      session.Say(absl::StrCat(session.Words(line.endpoint->title_zh, line.endpoint->name),
                               session.Words("：", ": "), session.WordsOf(line.status)));
    }
    if (line.broken) code = std::max(code, kUnavailable);
    const bool reachable = ExitCodeOf(line.status) != kUnavailable;
    Json one;
    one["address"] = line.endpoint->address;
    one["reachable"] = reachable;
    if (line.status.ok()) {
      one.update(line.json);
    } else {
      one["error"] = ErrorToJson(session, line.status);
    }
    document[line.endpoint->name] = std::move(one);
    rows.push_back({std::string(session.Words(line.endpoint->title_zh, line.endpoint->name)),
                    line.endpoint->address,
                    std::string(line.broken        ? session.Words("数据流中断", "broken")
                                : line.status.ok() ? session.Words("正常", "up")
                                : reachable        ? session.Words("拒绝查询", "refuses")
                                                   : session.Words("连不上", "down")),
                    line.version, line.figures});
  }
  if (session.json()) {
    session.PrintJson(document);
  } else {
    session.Print(FormatTable({{std::string(session.Words("服务", "service"))},
                               {std::string(session.Words("地址", "address"))},
                               {std::string(session.Words("状态", "state"))},
                               {std::string(session.Words("版本", "version"))},
                               {std::string(session.Words("情况", "figures"))}},
                              rows));
  }
  return code;
}

}  // namespace mingce::cli
