// mingcectl member get | list | lookup, and mingcectl check. Members are shown masked, as the
// service gives them.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "cli/commands.h"
#include "cli/files/person_file.h"
#include "cli/files/text_file.h"
#include "cli/member/member_view.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using members::v1::Member;

struct GetOptions {
  std::string member;    // members/{member} or the bare id
  std::string as_of;     // day; "" for today
  std::string known_at;  // moment; "" for now
};

absl::StatusOr<Answer> GetMember(Session& session, const GetOptions& options) {
  members::v1::GetMemberRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_name(CollectionName(kMembers, options.member));
  MINGCE_ASSIGN_OR_RETURN(Member member, connection->Call(&Members::GetMember, request));
  return MemberView(std::move(member));
}

struct ListOptions {
  std::string organization;  // organizations/{organization}, the bare id, or a credit code
  std::string as_of;         // as in GetOptions
  std::string known_at;
};

// All members of one organisation, not of those below it.
absl::StatusOr<Answer> ListMembers(Session& session, const ListOptions& options) {
  members::v1::ListMembersRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_organization(),
                          OrganizationName(*connection, options.organization));
  MINGCE_ASSIGN_OR_RETURN(std::vector<Member> all,
                          FetchAll(*connection, &Members::ListMembers, std::move(request),
                                   &members::v1::ListMembersResponse::mutable_members));
  return MembersView(std::move(all));
}

struct LookupOptions {
  std::string person;  // file with a person's number and name; "" or "-" for standard input
};

absl::StatusOr<Answer> LookupMember(Session& session, const LookupOptions& options) {
  members::v1::LookupMemberRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(Member member, connection->Call(&Members::LookupMember, request));
  return MemberView(std::move(member));
}

struct CheckOptions {
  std::string benefit;      // code, label or alias
  std::string purpose;      // likewise; the service refuses an empty one, and is asked even then:
  std::string case_number;  // it is the one who records who asked what for
  std::string note;         // file with a note; "" for none
  std::string person;       // as in LookupOptions
  std::uint64_t min_sequence = 0;
};

// Asks whether one person may receive a benefit. Exit status 0 when there is an answer, whichever.
absl::StatusOr<Answer> CheckEligibility(Session& session, const CheckOptions& options) {
  members::v1::CheckEligibilityRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_benefit(options.benefit);
  request.set_purpose(options.purpose);
  request.set_case_number(options.case_number);
  if (!options.note.empty()) {
    MINGCE_ASSIGN_OR_RETURN(const std::string note, ReadTextFile(options.note));
    request.set_note(std::string(absl::StripTrailingAsciiWhitespace(note)));
  }
  request.set_min_sequence(options.min_sequence);
  MINGCE_ASSIGN_OR_RETURN(members::v1::CheckEligibilityResponse response,
                          connection->Call(&Members::CheckEligibility, request));
  return EligibilityView(std::move(response));
}

constexpr SharedOption kPerson = {"--person", "人员JSON文件，默认从标准输入读",
                                  "JSON file; default: stdin"};

}  // namespace

void AddMemberCommands(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "member", {"会员（脱敏显示）", "members, masked"});
  Command<GetOptions> get(group, line, "get", {"查看一名会员", "show one member"}, GetMember);
  get.Require("member", &GetOptions::member, {"会员编号（members/…）", "members/…"});
  get.Add(kAsOf, &GetOptions::as_of);
  get.Add(kKnownAt, &GetOptions::known_at);

  Command<ListOptions> list(group, line, "list",
                            {"列出一个工会的会员", "list the members of a union"}, ListMembers);
  list.Require("--org", &ListOptions::organization,
               {"工会编号或统一社会信用代码", "organizations/… or a credit code"});
  list.Add(kAsOf, &ListOptions::as_of);
  list.Add(kKnownAt, &ListOptions::known_at);

  Command<LookupOptions> lookup(
      group, line, "lookup", {"按证件号码和姓名查找会员", "find by number and name"}, LookupMember);
  lookup.Add(kPerson, &LookupOptions::person);

  Command<CheckOptions> check(app, line, "check",
                              {"查询能否享受一项工会服务（从标准输入读人员）",
                               "whether a person may receive a benefit (read from stdin)"},
                              CheckEligibility);
  check.Require("--benefit", &CheckOptions::benefit,
                {"服务项目，如 SERIOUS_ILLNESS_RELIEF 或 大病救助",
                 "benefit, such as SERIOUS_ILLNESS_RELIEF"});
  check.Add("--purpose", &CheckOptions::purpose,
            {"查询用途，如 BENEFIT_REVIEW 或 资格审核", "purpose, such as BENEFIT_REVIEW"});
  check.Add("--case", &CheckOptions::case_number, {"案件编号", "case number"});
  check.Add("--note", &CheckOptions::note,
            {"附注文件（加密记入审计日志）", "file with a note, kept sealed in the audit log"});
  check.Add(kPerson, &CheckOptions::person);
  check.Add("--min-sequence", &CheckOptions::min_sequence,
            {"至少包含此会员事件", "at least this members event"});
}

}  // namespace mingce::cli
