// GetMember, LookupMember and ListMembers: a member as others may see one. Each look is in the audit
// log before its answer leaves, a miss as well.

#ifndef MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_
#define MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/call.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/storage/member_store.h"

namespace mingce::members {

// What may be shown: masked already when it leaves this room.
struct MaskedMember {
  MemberRecord record;
  std::string full_name_masked;
  std::string id_type_code;
  std::string id_number_masked;
  std::string mobile_masked;
  bool counted = false;  // towards the target: active, and the organisation in force
};

struct ReadContext {
  const kv::KvStore* store;
  ledger::Ledger* ledger;
  const seal::KeyRing* ring;
};

using MemberDone = std::function<void(absl::StatusOr<MaskedMember>)>;

// MEMBER_NOT_FOUND.
void GetMember(const ReadContext& context, const Call& call, const MemberId& id, MemberDone done);

// MEMBER_NOT_FOUND; NAME_MISMATCH when a name is given that is not the member's; or a validator's
// reason.
void LookupMember(const ReadContext& context, const Call& call, const PersonKey& person,
                  MemberDone done);

struct MemberPage {
  std::vector<MaskedMember> members;
  bool more = false;
};

// The organisation's own members after `after` (an id, "" from the first), in the order of their
// ids. ORGANIZATION_NOT_FOUND.
void ListMembers(const ReadContext& context, const Call& call, const OrganizationId& organization,
                 absl::string_view after, std::size_t most,
                 std::function<void(absl::StatusOr<MemberPage>)> done);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_READ_MEMBER_H_
