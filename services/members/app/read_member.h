// GetMember, LookupMember and ListMembers: a member as others may see one. Each look is in the
// audit log before its answer leaves, a miss as well.

#ifndef MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_
#define MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/call/call.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/app/roll.h"
#include "services/members/domain/membership.h"
#include "services/members/storage/member_store.h"

namespace mingce::members {

// Of which day the membership is asked, and what was known of it when. Both absent: as it is now.
struct ReadTime {
  std::optional<absl::CivilDay> as_of = std::nullopt;  // absent: today
  std::optional<absl::Time> known_at = std::nullopt;   // absent: now
};

// What may be shown: masked already when it leaves this room.
struct MaskedMember {
  MemberRecord record;    // of now
  Membership membership;  // of the day asked about
  std::string full_name_masked;
  std::string id_type_code;
  std::string id_number_masked;
  std::string mobile_masked;
  bool counted = false;  // towards the target on that day: active, and the organisation in force
};

// MEMBER_NOT_FOUND, also for one who was not registered on that day and for one whom the caller may
// not see; DATE_IN_FUTURE.
absl::StatusOr<MaskedMember> GetMember(const Roll& roll, const Call& call, const MemberId& id,
                                       const ReadTime& when);

// Number and name both have to be the member's. MEMBER_NOT_FOUND, also under another name and for
// one whom the caller may not see, with the same work; or a validator's reason;
// QUESTIONS_OVER_BUDGET.
absl::StatusOr<MaskedMember> LookupMember(const Roll& roll, const Call& call,
                                          const PersonKey& person);

struct MemberPage {
  std::vector<MaskedMember> members;
  bool more = false;
};

// The organisation's own members of that day after `after` (an id, "" from the first), in the order
// of their ids; without those who belong now to a union that the caller may not see.
// ORGANIZATION_NOT_FOUND, also for one that was not there on that day; DATE_IN_FUTURE.
absl::StatusOr<MemberPage> ListMembers(const Roll& roll, const Call& call,
                                       const OrganizationId& organization, const ReadTime& when,
                                       absl::string_view after, std::size_t limit);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_
