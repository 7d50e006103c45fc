#ifndef MINGCE_SERVICES_REGISTRY_APP_GET_STATUS_H_
#define MINGCE_SERVICES_REGISTRY_APP_GET_STATUS_H_

#include <cstdint>

#include "services/registry/app/register.h"

namespace mingce::registry {

struct RegisterStatus {
  ledger::Cursor head;  // the newest durable event
  std::uint64_t audit_entries = 0;
  std::int64_t organizations = 0;  // closed ones included
};

RegisterStatus GetStatus(const Register& parts);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_GET_STATUS_H_
