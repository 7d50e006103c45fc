// The rules of one organisation (domain reference 4.2 and 4.3): between its fields, and where it
// may stand. What a field alone must be is checked by the form (lib/form).

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_RULES_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_RULES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "lib/form/form.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"

namespace mingce::registry {

// All that is wrong or odd, in one pass. Errors, with the field they stand at:
//   R-O1 USCC_ROLE_MISMATCH           unit_uscc           both codes are the same
//   R-O2 COUNT_PART_EXCEEDS_WHOLE     the part            more than employee_count, or more than
//                                                         declared_member_count
//   R-O7 FIELD_MISSING                …_absent_reason     neither code nor reason
//   R-O7 ABSENT_REASON_NOT_NEEDED     …_absent_reason     both code and reason
//   R-O8 USCC_KIND_MISMATCH           union_uscc          not the beginning its kind has
//   17/18 UNION_USCC_REQUIRED         union_uscc          a legal person without code, reason not
//                                                         2 or 3
//   DATE_RANGE                        established_on      before 1921, or after `today`
// Warnings:
//   R-O3 UNION_SIZE                   declared_member_count  more than its kind should have
//   DECLARED_MEMBERS_EXCEED_EMPLOYEES declared_member_count
std::vector<form::RowFinding> CheckOrganization(const Organization& organization,
                                                const UnionKinds& kinds, gb::Date today);

// R-O4, the rule between an organisation and the tree: no cycle, at most eight levels, a parent
// that is open and whose kind may have such a child.

// Levels of the tree; the county federation is the first.
inline constexpr int kMaxTreeDepth = 8;

enum class TreeFault { kNone, kCycle, kParentClosed, kKindNotAllowed, kTooDeep };

// Whether `organization`, with `height` levels from itself down (1: nothing below it), may stand
// below the first of `ancestors`, which go from the new parent up to the county.
TreeFault CheckPlacement(const UnionKinds& kinds, const Organization& organization, int height,
                         const std::vector<Organization>& ancestors);

form::RowFinding ErrorAt(absl::string_view field, absl::string_view reason, absl::string_view zh,
                         absl::string_view en);
form::RowFinding WarningAt(absl::string_view field, absl::string_view reason, absl::string_view zh,
                           absl::string_view en);

// Whether an error stands at `field`.
bool HasErrorAt(const std::vector<form::RowFinding>& findings, absl::string_view field);

// The first error among `findings`; nullptr when there is none.
const form::RowFinding* FirstError(const std::vector<form::RowFinding>& findings);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_RULES_H_
