#include "services/registry/app/get_status.h"

namespace mingce::registry {

RegisterStatus GetStatus(const Register& parts) {
  return {.head = parts.ledger->Head(),
          .audit_entries = parts.ledger->AuditEntries(),
          .organizations = static_cast<std::int64_t>(parts.living->Now()->facts.organizations())};
}

}  // namespace mingce::registry
