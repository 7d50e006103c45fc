// CheckEligibility and its batch form: judged from one moment of the roll and of the mirror, in the
// audit log before the answer leaves.

#ifndef MINGCE_SERVICES_MEMBERS_APP_CHECK_ELIGIBILITY_H_
#define MINGCE_SERVICES_MEMBERS_APP_CHECK_ELIGIBILITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/call/call.h"
#include "lib/gb/document.h"
#include "lib/ledger/ledger.h"
#include "mingce/type/feed.pb.h"
#include "services/members/app/roll.h"
#include "services/members/domain/eligibility.h"

namespace mingce::members {

// 1,000 questions are 100 KiB and 20 ms.
inline constexpr std::size_t kMaxEligibilityItems = 1000;

// A person as a caller names one; views into the request.
struct PersonKey {
  absl::string_view id_type_code;
  absl::string_view id_number;
  absl::string_view full_name;
  absl::string_view nationality;
};

// INVALID_ARGUMENT with DOCUMENT_TYPE_UNKNOWN or the validator's reason.
absl::StatusOr<gb::IdentityDocument> ParseDocumentOf(const PersonKey& person, absl::CivilDay today);

struct EligibilityQuestion {
  std::vector<PersonKey> persons;
  std::string benefit;  // code, label or alias of the list `benefit`
  std::string purpose;  // the same of the list `purpose`
  std::string case_number;
  std::string note;                         // at most kMostNote code points; may be empty
  std::uint64_t min_sequence = 0;           // of the members' stream
  std::uint64_t min_registry_sequence = 0;  // of the registry's
};

// About one person: the verdict, or why the question could not be asked.
struct EligibilityItem {
  Verdict verdict;
  std::optional<absl::Status> unsound;
};

struct EligibilityAnswer {
  std::vector<EligibilityItem> items;  // one a person, in order
  ledger::Cursor members;              // the state judged holds at least this
  type::Cursor registry;
};

// One audit entry a person. Errors: see members_service.proto. An unsound person is an item, not an
// error. Who may read a member is told that a number stands under another name (see Judge).
absl::StatusOr<EligibilityAnswer> CheckEligibility(const Roll& roll, const Call& call,
                                                   const EligibilityQuestion& question);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_CHECK_ELIGIBILITY_H_
