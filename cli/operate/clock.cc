// mingcectl clock list | confirm

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands.h"
#include "cli/run/registry.h"
#include "cli/run/reporting.h"
#include "cli/show/errors.h"
#include "cli/show/view.h"
#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"

namespace mingce::cli {
namespace {

using registry::v1::ClockConfirmation;
using reporting::v1::ClockSetBack;

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", TimeOf(time), BeijingTimeZone());
}

std::vector<std::string> SetBackRow(const ClockSetBack& set_back, Language language) {
  const Sentence state = set_back.confirmed() ? Sentence{"已确认", "confirmed"}
                                              : Sentence{"存疑，不按期计入", "suspect"};
  return {set_back.event(),
          set_back.source(),
          absl::StrCat(set_back.facts()),
          TimeText(set_back.first_time()),
          TimeText(set_back.last_time()),
          state.In(language)};
}

struct ListOptions {};

absl::StatusOr<Answer> ListClocks(Session& session, const ListOptions&) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const reporting::v1::GetStatusResponse status,
                          connection->Call(&Reporting::GetStatus, {}));
  return ListView<ClockSetBack>("clock_set_backs",
                                {status.clock_set_backs().begin(), status.clock_set_backs().end()},
                                {{{"事件", "event"}},
                                 {{"来源", "source"}},
                                 {{"记录数", "records"}, Align::kRight},
                                 {{"最早记录时间", "earliest time"}},
                                 {{"最晚记录时间", "latest time"}},
                                 {{"状态", "state"}}},
                                SetBackRow);
}

struct ConfirmOptions {
  std::string event;
  std::string document;
};

std::string ConfirmationText(const ClockConfirmation& confirmation, Language language) {
  return Fill("$0  已确认：此后记录的时间有效，直到时钟再次被拨回\n",
              "$0  confirmed: the times recorded from then on stand, until the clock is set back "
              "again\n",
              confirmation.event())
      .In(language);
}

absl::StatusOr<Answer> ConfirmClock(Session& session, const ConfirmOptions& options) {
  registry::v1::ConfirmClockRequest request;
  request.set_event(options.event);
  request.set_document_number(options.document);
  request.set_request_id(NewUuid());
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  // The registry takes the word for any event, since it does not follow itself. A slip of the pen
  // would confirm nothing, for good.
  MINGCE_ASSIGN_OR_RETURN(const reporting::v1::GetStatusResponse status,
                          connection->Call(&Reporting::GetStatus, {}));
  const auto& known = status.clock_set_backs();
  if (std::none_of(known.begin(), known.end(),
                   [&options](const ClockSetBack& one) { return one.event() == options.event; })) {
    return SetBackUnknown(options.event);
  }
  MINGCE_ASSIGN_OR_RETURN(ClockConfirmation confirmation,
                          connection->Call(&Catalogue::ConfirmClock, request));
  return MessageView(std::move(confirmation), ConfirmationText);
}

}  // namespace

void AddClockCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group =
      AddGroup(app, *line, "clock", {"服务器时钟被拨回的情况", "clocks that were set back"});
  Command<ListOptions>(group, line, "list",
                       {"列出各次拨回及其影响的记录", "list them, and what they make suspect"},
                       ListClocks);
  Command<ConfirmOptions> confirm(
      group, line, "confirm",
      {"确认拨回后的时钟是准的，其记录按时间计入（不能撤销）",
       "confirm that the clock was right after it was set back (for good)"},
      ConfirmClock);
  confirm.Require("event", &ConfirmOptions::event,
                  {"“clock list”所列的事件", "the event as `clock list` shows it"});
  confirm.Require("--document", &ConfirmOptions::document,
                  {"依据的文件文号", "number of the document it rests on"});
}

}  // namespace mingce::cli
