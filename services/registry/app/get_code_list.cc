#include "services/registry/app/get_code_list.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::StatusOr<type::CodeList> GetCodeList(const Register& parts, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<type::CodeList> list, FindCodeList(*parts.store, id));
  if (!list.has_value()) return CodeListNotFound();
  return *std::move(list);
}

}  // namespace mingce::registry
