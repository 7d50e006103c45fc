// Members, and decisions about them, as people and programs read them; masked as the service gives
// them. Pure.

#ifndef MINGCE_CLI_MEMBER_MEMBER_VIEW_H_
#define MINGCE_CLI_MEMBER_MEMBER_VIEW_H_

#include <vector>

#include "cli/show/view.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {

// Everything known of one, a line each.
View MemberView(members::v1::Member member);

// Many, a line each, in the order given.
View MembersView(std::vector<members::v1::Member> members);

// The decision about a benefit, and the reasons as the service gives them, nothing beside.
View EligibilityView(members::v1::CheckEligibilityResponse response);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_MEMBER_MEMBER_VIEW_H_
