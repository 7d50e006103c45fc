// The rows of one import call against the register, on the writer's thread.

#ifndef MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_
#define MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "lib/form/form.h"
#include "lib/ledger/transaction.h"
#include "lib/seal/key_ring.h"
#include "services/members/app/prepare_rows.h"
#include "services/members/storage/member_store.h"

namespace mingce::members {

// Numbered as mingce.type.RowOutcome.
enum class RowOutcome {
  kAccepted = 1,
  kUpdated = 2,
  kUnchanged = 3,
  kWaitingReview = 4,
  kRejected = 5
};

struct RowResult {
  std::uint32_t number = 0;
  RowOutcome outcome = RowOutcome::kRejected;
  std::vector<form::RowFinding> findings;
  std::string member;  // id; "" for a refused row
};

// Decides and stages rows in order. Used for one call, inside its transaction.
class RowDecider {
 public:
  // `form` is the id of the form the rows were checked by, on `today`. The pointers outlive the
  // decider.
  RowDecider(std::string form, gb::Date today, std::string request_id, const seal::KeyRing* ring,
             ledger::Transaction* transaction);

  // Stages row, indexes and event, unless the row is refused or changes nothing. An error means a
  // broken store; everything else is in the result.
  absl::StatusOr<RowResult> Decide(const PreparedRow& row);

 private:
  // What a row makes of a member: the row's own parts, or laid over what is held.
  struct Content {
    SealedProfile profile;
    Membership membership = Membership::kActive;
    std::vector<std::string> missing_fields;
  };

  absl::StatusOr<std::optional<Organization>> Resolve(const UnitReference& unit);
  absl::StatusOr<Content> ContentOf(const PreparedMember& member,
                                    const std::optional<MemberRecord>& held,
                                    RowResult* result) const;
  absl::StatusOr<std::string> Store(const PreparedMember& member, Content content,
                                    const Organization& organization,
                                    const std::optional<MemberRecord>& held);

  const std::string form_;
  const gb::Date today_;
  const std::string request_id_;
  const seal::KeyRing* const ring_;
  ledger::Transaction* const transaction_;
  absl::flat_hash_map<std::string, std::optional<Organization>> organizations_;
  std::set<seal::Tag> seen_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_DECIDE_ROWS_H_
