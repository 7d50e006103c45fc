#ifndef MINGCE_SERVICES_REGISTRY_APP_PUBLISH_FORM_H_
#define MINGCE_SERVICES_REGISTRY_APP_PUBLISH_FORM_H_

#include <string>

#include "services/registry/app/register.h"
#include "services/registry/storage/catalogue_store.h"

namespace mingce::registry {

// Publishes a form version under `id`. Its code lists must be published, and of an organisation
// form the keys the registry works with must have the types it works with. Errors: those of the
// RPC.
void PublishForm(const Register& parts, const Call& call, std::string id, type::Form form,
                 Mutation mutation, Done<type::Form> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_PUBLISH_FORM_H_
