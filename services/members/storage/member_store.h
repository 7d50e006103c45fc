// The roll, as rows. Knows bytes; knows no rules. All functions read from the reader they are given
// (a store, a snapshot, a transaction) and so are as thread-safe as that.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_STORE_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "lib/seal/key_ring.h"
#include "services/members/domain/ids.h"
#include "services/members/domain/membership.h"

namespace mingce::members {

// A member as stored: who it is stays sealed.
struct MemberRecord {
  MemberId id;
  OrganizationId organization;
  MembershipState state = MembershipState::kActive;
  std::vector<std::string> missing_fields;
  bool verified = false;
  absl::Time accepted_time;
  absl::Time changed_time;
  std::int64_t revision = 1;
  std::string document_index;  // 16 bytes
  std::string sealed_profile;
  std::string name_tag;  // 16 bytes
  std::string form;

  // As it is now.
  Membership membership() const {
    return {.organization = organization,
            .state = state,
            .complete = missing_fields.empty(),
            .verified = verified};
  }
};

// nullopt when there is none. DATA_LOSS for a row that cannot be read.
absl::StatusOr<std::optional<MemberRecord>> FindMember(const kv::Reader& reader,
                                                       const MemberId& id);
absl::StatusOr<std::optional<MemberRecord>> FindMemberByDocument(const kv::Reader& reader,
                                                                 const seal::Tag& document);
// The member whose document has this index or, where nobody's has, the next one in the order of
// indexes: somebody, always, and with as many reads, so that how long it takes does not tell
// whether `document` is registered. nullopt in an empty register.
absl::StatusOr<std::optional<MemberRecord>> FindMemberAtOrAfter(const kv::Reader& reader,
                                                                const seal::Tag& document);

// Those who are or have been members of an organisation, in the order of their ids, after `after`
// ("" from the first), until `visit` answers false or fails.
absl::Status VisitMembersOf(const kv::Reader& reader, const OrganizationId& organization,
                            absl::string_view after,
                            absl::FunctionRef<absl::StatusOr<bool>(MemberRecord)> visit);

absl::StatusOr<std::int64_t> CountMembers(const kv::Reader& reader);

// Writes the row, and for a new member its two indexes and the count; for the first one also the
// row behind the last index, at which FindMemberAtOrAfter ends.
absl::Status PutMember(const MemberRecord& member, bool is_new, ledger::Transaction* transaction);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_MEMBER_STORE_H_
