// PublishForm, GetForm, PublishCodeList and GetCodeList.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CATALOGUE_H_
#define MINGCE_SERVICES_REGISTRY_APP_CATALOGUE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "mingce/type/form.pb.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// Publishes a form version under `id`. Its code lists must be published, and of an organisation
// form the keys the registry works with must have the types it works with. Errors: those of the
// RPC.
void PublishForm(const Register& parts, const Call& call, std::string id, type::Form form,
                 Mutation mutation, Done<type::Form> done);

// The form version `id`, as it was published. Errors: FORM_NOT_FOUND.
absl::StatusOr<type::Form> GetForm(const Register& parts, absl::string_view id);

// Publishes a code list version under `id`. Errors: those of the RPC.
void PublishCodeList(const Register& parts, const Call& call, std::string id, type::CodeList list,
                     Mutation mutation, Done<type::CodeList> done);

// The code list version `id`, as it was published. Errors: CODE_LIST_NOT_FOUND.
absl::StatusOr<type::CodeList> GetCodeList(const Register& parts, absl::string_view id);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CATALOGUE_H_
