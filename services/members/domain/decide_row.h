// What becomes of a row of a member workbook that is sound in itself, given what the register
// holds.
//
// One certificate, one member (notice, 二(二)): a number is one person for ever, so the same number
// never makes a second member, and neither a second name nor a second union overwrites the first.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_ROW_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_ROW_H_

#include <optional>
#include <string>
#include <vector>

#include "lib/form/form.h"
#include "lib/gb/date.h"
#include "services/members/domain/membership.h"
#include "services/members/domain/overlay.h"
#include "services/members/domain/unit.h"

namespace mingce::members {

// The form's column 所属工会, and the findings of a row that names its union without a code that
// binds.
inline constexpr char kUnionField[] = "union";
inline constexpr char kUnitByName[] = "UNIT_BY_NAME";
inline constexpr char kUnitUnknown[] = "UNIT_UNKNOWN";
inline constexpr char kDuplicateElsewhere[] = "DUPLICATE_ELSEWHERE";

// Numbered as mingce.type.RowOutcome.
enum class RowOutcome {
  kAccepted = 1,
  kUpdated = 2,
  kUnchanged = 3,
  kWaitingReview = 4,
  kRejected = 5
};

struct SoundRow {
  Values values;                            // canonical, without the union
  std::vector<std::string> missing_fields;  // keys that should be filled and are not
  std::vector<std::string> blank;  // keys of columns that the sheet has and the row leaves empty
  std::string unit_hint;           // the union's name beside its code; may be empty
};

// The record under the same number.
struct HeldMember {
  bool same_name = false;
  bool same_organization = false;
  // Of a union whose members the caller may not see: she is told that the number is registered, and
  // not whether the name agrees.
  bool elsewhere = false;
  // Known only where both are the same: somebody else's row sees nothing of it.
  Values values = {};
  std::vector<std::string> missing_fields = {};
  MembershipState state = MembershipState::kActive;
};

struct RowFacts {
  std::optional<Unit> unit;  // which the row names, on `today`; absent where there is none
  bool number_seen = false;  // in an earlier row of the same call
  std::optional<HeldMember> held;
  gb::Date today;
};

// What is to be stored of the person, whole.
struct MemberChange {
  Values values;
  std::vector<std::string> missing_fields;
  MembershipState state = MembershipState::kActive;
  StateDay state_day;
};

struct RowDecision {
  RowOutcome outcome = RowOutcome::kRejected;
  std::vector<form::RowFinding> findings;
  std::optional<MemberChange> change;  // present for kAccepted and kUpdated
};

RowDecision DecideRow(const RowFacts& facts, const SoundRow& row);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_DECIDE_ROW_H_
