#include "cli/member.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/lookup.h"
#include "cli/message_json.h"
#include "cli/person_file.h"
#include "cli/text_width.h"
#include "lib/base/status_macros.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {
namespace {

using Members = members::v1::MembersService::Stub;

std::string MembershipText(const Session& session, members::v1::Member::Membership membership) {
  switch (membership) {
    case members::v1::Member::ACTIVE:
      return std::string(session.Words("在册", "active"));
    case members::v1::Member::RETAINED:
      return std::string(session.Words("保留会籍", "retained"));
    default:
      return members::v1::Member::Membership_Name(membership);
  }
}

std::string VerificationText(const Session& session,
                             members::v1::Member::Verification verification) {
  switch (verification) {
    case members::v1::Member::UNVERIFIED:
      return std::string(session.Words("未比对", "unverified"));
    case members::v1::Member::MATCH:
      return std::string(session.Words("已核验", "match"));
    default:
      return members::v1::Member::Verification_Name(verification);
  }
}

void Show(const Session& session, const members::v1::Member& member) {
  if (session.json()) {
    session.PrintJson(MessageToJson(member));
    return;
  }
  const auto yes_no = [&](bool value) {
    return std::string(session.Words(value ? "是" : "否", value ? "yes" : "no"));
  };
  const std::vector<std::pair<std::string, std::string>> lines = {
      {std::string(session.Words("会员编号", "name")), member.name()},
      {std::string(session.Words("姓名", "full name")), member.full_name_masked()},
      {std::string(session.Words("证件", "document")),
       absl::StrCat(member.id_type_code(), " ", member.id_number_masked())},
      {std::string(session.Words("手机", "mobile")), member.mobile_masked()},
      {std::string(session.Words("所属工会", "organisation")), member.organization()},
      {std::string(session.Words("会籍", "membership")),
       MembershipText(session, member.membership())},
      {std::string(session.Words("核验", "verification")),
       VerificationText(session, member.verification())},
      {std::string(session.Words("信息完整", "complete")), yes_no(member.complete())},
      {std::string(session.Words("缺少字段", "missing fields")),
       absl::StrJoin(member.missing_fields(), " ")},
      {std::string(session.Words("计入指标", "counted")), yes_no(member.counted())},
  };
  std::string text;
  for (const auto& [label, value] : lines) {
    absl::StrAppend(&text, Pad(label, 14, Align::kLeft), value, "\n");
  }
  session.Print(text);
}

}  // namespace

absl::StatusOr<ExitCode> GetMember(Session& session, const std::string& name) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  members::v1::GetMemberRequest request;
  request.set_name(CollectionName("members", name));
  MINGCE_ASSIGN_OR_RETURN(const members::v1::Member member,
                          connection->Call(connection->members(), &Members::GetMember, request));
  Show(session, member);
  return kDone;
}

absl::StatusOr<ExitCode> ListMembers(Session& session, const std::string& organization) {
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  members::v1::ListMembersRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_organization(),
                          OrganizationName(*connection, organization));
  request.set_page_size(1000);
  std::vector<members::v1::Member> all;
  do {
    MINGCE_ASSIGN_OR_RETURN(
        members::v1::ListMembersResponse page,
        connection->Call(connection->members(), &Members::ListMembers, request));
    for (members::v1::Member& member : *page.mutable_members()) all.push_back(std::move(member));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  if (session.json()) {
    Json document;
    document["members"] = Json::array();
    for (const members::v1::Member& member : all) {
      document["members"].push_back(MessageToJson(member));
    }
    session.PrintJson(document);
    return kDone;
  }
  std::vector<std::vector<std::string>> rows;
  for (const members::v1::Member& member : all) {
    rows.push_back({member.name(), member.full_name_masked(), member.id_number_masked(),
                    member.mobile_masked(), MembershipText(session, member.membership()),
                    std::string(session.Words(member.complete() ? "是" : "否",
                                              member.complete() ? "yes" : "no"))});
  }
  session.Print(FormatTable({{std::string(session.Words("会员编号", "name"))},
                             {std::string(session.Words("姓名", "full name"))},
                             {std::string(session.Words("证件号码", "number"))},
                             {std::string(session.Words("手机", "mobile"))},
                             {std::string(session.Words("会籍", "membership"))},
                             {std::string(session.Words("完整", "complete"))}},
                            rows));
  session.Say(absl::StrCat(session.Words("共 ", "in all "), all.size(), session.Words(" 人", "")));
  return kDone;
}

absl::StatusOr<ExitCode> LookupMember(Session& session, const std::string& person) {
  members::v1::LookupMemberRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(const members::v1::Member member,
                          connection->Call(connection->members(), &Members::LookupMember, request));
  Show(session, member);
  return kDone;
}

}  // namespace mingce::cli
