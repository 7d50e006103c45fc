// mingcectl member get | list | lookup. Members are shown masked, as the service gives them.

#ifndef MINGCE_CLI_MEMBER_MEMBER_H_
#define MINGCE_CLI_MEMBER_MEMBER_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"

namespace mingce::cli {

struct GetMemberOptions {
  std::string member;    // members/{member} or the bare id
  std::string as_of;     // day; "" for today
  std::string known_at;  // moment; "" for now
};
absl::StatusOr<Answer> GetMember(Session& session, const GetMemberOptions& options);

// All members of one organisation, not of those below it.
struct ListMembersOptions {
  std::string organization;  // organizations/{organization}, the bare id, or a credit code
  std::string as_of;         // as in GetMemberOptions
  std::string known_at;
};
absl::StatusOr<Answer> ListMembers(Session& session, const ListMembersOptions& options);

struct LookupMemberOptions {
  std::string person;  // file with an identity document; "" or "-" for standard input
};
absl::StatusOr<Answer> LookupMember(Session& session, const LookupMemberOptions& options);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MEMBER_MEMBER_H_
