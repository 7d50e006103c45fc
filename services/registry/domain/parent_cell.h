// The cell 上级工会 of a workbook: what binds, then, after a blank, a name as a hint.
//
//   cell := key (blank+ name)?
//   key  := organisation id | "organizations/" id | union code | unit code
//
// Parents are bound by id or code, never by name (D-5): namesakes are legitimate.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_PARENT_CELL_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_PARENT_CELL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace mingce::registry {

struct ParentCell {
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

ParentCell ParseParentCell(absl::string_view cell);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_PARENT_CELL_H_
