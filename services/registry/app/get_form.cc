#include "services/registry/app/get_form.h"

#include <optional>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::StatusOr<type::Form> GetForm(const Register& parts, absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<type::Form> form, FindForm(*parts.store, id));
  if (!form.has_value()) return FormNotFound();
  return *std::move(form);
}

}  // namespace mingce::registry
