// The cell of a column that names an organisation (FieldType::kOrganization): what binds, then
// perhaps a name as a hint.
//
//   cell := key (separator name)?
//   key  := organisation id | "organizations/" id | union code | unit code
//   separator := blanks (of any kind, a line's end too), or one of ( - , : 、 ， ： （
//
// Organisations are bound by id or code, never by name: namesakes are legitimate
// (docs/decisions/2026-11-23-bound-by-code.md).

#ifndef MINGCE_LIB_FORM_ORGANIZATION_CELL_H_
#define MINGCE_LIB_FORM_ORGANIZATION_CELL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace mingce::form {

struct OrganizationCell {
  enum class Key {
    kEmpty,
    kOrganizationId,  // of the right form
    kUnionCode,       // sound
    kUnitCode,        // sound
    kUnsoundCode,     // meant as a code or an id, and neither
    kName,            // no key at all: the cell holds a name only
  };
  Key key = Key::kEmpty;
  std::string value;  // the id, or the canonical code; empty for the other keys
  std::string hint;   // the name; may be empty
};

// Total: any text gives a cell.
OrganizationCell ParseOrganizationCell(absl::string_view cell);

}  // namespace mingce::form

#endif  // MINGCE_LIB_FORM_ORGANIZATION_CELL_H_
