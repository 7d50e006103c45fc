#include "cli/member/member.h"

#include <utility>
#include <vector>

#include "cli/files/person_file.h"
#include "cli/member/member_view.h"
#include "cli/run/lookup.h"
#include "cli/run/members.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {

absl::StatusOr<Answer> GetMember(Session& session, const GetMemberOptions& options) {
  members::v1::GetMemberRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_name(CollectionName("members", options.member));
  MINGCE_ASSIGN_OR_RETURN(members::v1::Member member,
                          connection->Call(&Members::GetMember, request));
  return MemberView(std::move(member));
}

absl::StatusOr<Answer> ListMembers(Session& session, const ListMembersOptions& options) {
  members::v1::ListMembersRequest request;
  MINGCE_RETURN_IF_ERROR(SetReadTime(options.as_of, options.known_at, &request));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_organization(),
                          OrganizationName(*connection, options.organization));
  request.set_page_size(1000);
  std::vector<members::v1::Member> all;
  do {
    MINGCE_ASSIGN_OR_RETURN(members::v1::ListMembersResponse page,
                            connection->Call(&Members::ListMembers, request));
    for (members::v1::Member& member : *page.mutable_members()) all.push_back(std::move(member));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return MembersView(std::move(all));
}

absl::StatusOr<Answer> LookupMember(Session& session, const LookupMemberOptions& options) {
  members::v1::LookupMemberRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  MINGCE_ASSIGN_OR_RETURN(members::v1::Member member,
                          connection->Call(&Members::LookupMember, request));
  return MemberView(std::move(member));
}

}  // namespace mingce::cli
