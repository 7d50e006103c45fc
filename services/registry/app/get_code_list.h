#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_CODE_LIST_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_CODE_LIST_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/registry/app/register.h"
#include "services/registry/storage/catalogue_store.h"

namespace mingce::registry {

// The code list version `id`, as it was published. Errors: CODE_LIST_NOT_FOUND.
absl::StatusOr<type::CodeList> GetCodeList(const Register& parts, absl::string_view id);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_CODE_LIST_H_
