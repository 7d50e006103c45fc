#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_FORM_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_FORM_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/register.h"
#include "services/registry/storage/catalogue_store.h"

namespace mingce::registry {

// The form version `id`, as it was published. Errors: FORM_NOT_FOUND.
absl::StatusOr<type::Form> GetForm(const Register& parts, absl::string_view id);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_FORM_H_
