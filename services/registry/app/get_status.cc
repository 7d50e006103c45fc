#include "services/registry/app/get_status.h"

#include "lib/base/status_macros.h"
#include "services/registry/storage/keys.h"

namespace mingce::registry {

absl::StatusOr<RegisterStatus> GetStatus(const Register& parts) {
  RegisterStatus status{.head = parts.ledger->Head(),
                        .audit_entries = parts.ledger->AuditEntries()};
  MINGCE_RETURN_IF_ERROR(parts.store->Scan(TablePrefix(Table::kOrganization),
                                           [&](absl::string_view, absl::string_view) {
                                             ++status.organizations;
                                             return true;
                                           }));
  return status;
}

}  // namespace mingce::registry
