#ifndef MINGCE_SERVICES_REGISTRY_APP_PUBLISH_CODE_LIST_H_
#define MINGCE_SERVICES_REGISTRY_APP_PUBLISH_CODE_LIST_H_

#include <string>

#include "services/registry/app/register.h"
#include "services/registry/storage/catalogue_store.h"

namespace mingce::registry {

// Publishes a code list version under `id`. Errors: those of the RPC.
void PublishCodeList(const Register& parts, const Call& call, std::string id, type::CodeList list,
                     Mutation mutation, Done<type::CodeList> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_PUBLISH_CODE_LIST_H_
