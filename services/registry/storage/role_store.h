// Grants of roles and blocked identities, as rows.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ROLE_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ROLE_STORE_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

absl::StatusOr<std::optional<RoleGrant>> FindRoleGrant(const kv::Reader& reader,
                                                       absl::string_view id);
// In the order of their ids.
absl::StatusOr<std::vector<RoleGrant>> RoleGrantsOf(const kv::Reader& reader,
                                                    absl::string_view identity);
// Calls `visit` for each grant after the id `after` ("" for the first), in the order of ids, until
// it returns false.
absl::Status VisitRoleGrants(const kv::Reader& reader, absl::string_view after,
                             absl::FunctionRef<bool(RoleGrant)> visit);
void PutRoleGrant(const RoleGrant& grant, ledger::Transaction* transaction);

// nullopt for an identity that nothing was ever said of.
absl::StatusOr<std::optional<IdentityBlock>> FindIdentityBlock(const kv::Reader& reader,
                                                               absl::string_view identity);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ROLE_STORE_H_
