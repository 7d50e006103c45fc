// Which organisation a row of a workbook means. Codes identify; where the register does not know
// the row's codes yet, a name does, but only below the row's parent and only if no code speaks
// against it. That is how a unit that a quota plan has named becomes collected. An import never
// moves an organisation and never takes a code from another one.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_IMPORT_MATCH_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_IMPORT_MATCH_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/form/form.h"
#include "services/registry/domain/organization.h"

namespace mingce::registry {

// What the register knows that the row might mean.
struct MatchCandidates {
  std::optional<Organization> union_holder;  // holds the row's union code
  std::optional<Organization> unit_holder;   // holds the row's unit code
  std::vector<Organization> namesakes;       // open, below the row's parent, bear one of its names
};

struct RowMatch {
  std::optional<Organization> existing;  // absent: the row is a new organisation
  std::vector<form::RowFinding> findings;
};

// `row` is the row as an organisation below its parent; its id does not matter. In this order:
// the holder of the union code; the holder of the unit code, unless both have a union code; the
// only namesake whose codes do not differ from the row's (of collected ones only one with the same
// full name); a new one. Errors: USCC_TAKEN (another organisation holds the code; the message names
// it), ORGANIZATION_CLOSED (the union code's holder is abolished; a unit's code is free then, for a
// unit may found a union anew), ORGANIZATION_AMBIGUOUS (no code, and several namesakes). Warning:
// NAMESAKE_REGISTERED (a new one that shares a name with a collected one).
RowMatch MatchRow(const Organization& row, const MatchCandidates& candidates);

// Whether both may be one union registered twice: below the same parent, in force, of the same full
// name, and no code tells them apart.
bool MayBeTheSame(const Organization& a, const Organization& b);

// Which of `planned`, the names of units that a plan has named and nobody has collected, `row`, a
// new organisation beside them, may well mean: without what all have (…县, 工会委员会), one name is
// made of most of the characters of the other (县发改局工会 and 某县发展和改革局工会委员会). At
// most three, best first.
std::vector<std::string> PlannedAlike(const Organization& row,
                                      const std::vector<std::string>& planned);

// What tells a union's name from others, of a name as it is compared: without the county before it
// and without what kind of union it is after it. A part of `name`.
absl::string_view NameCore(absl::string_view name);

// `existing` with what the row says. Of the row's values those in `values` count, and of these
// those that are not empty: an import erases nothing. A code that the register has stays when the
// row gives none, with the warning USCC_KEPT; aliases are added, never taken away.
Organization MergeRow(const Organization& existing, const FieldValues& values,
                      std::vector<form::RowFinding>* findings);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_IMPORT_MATCH_H_
