// The store of the service registry (services/registry/storage/keys.h).
//
//   events        = rows of version, campaign, quota plan, form, code list, role grant, identity
//                   block, one for one, as far as events say what a row holds
//   role grants   ⇒ grant of identity
//   memberships   ⇒ occupancy
//   quota plans   ⇒ the newest revision that their campaign names
//
// and what stands in organization_tables.h. Keeps in memory besides: a number for each union that
// has members, and each campaign; identities that were ever blocked.

#ifndef MINGCE_CLI_STORE_REGISTRY_TABLES_H_
#define MINGCE_CLI_STORE_REGISTRY_TABLES_H_

#include <memory>

#include "cli/store/look.h"

namespace mingce::cli::store {

inline constexpr int kRegistryFormat = 4;

// What `look` points to outlives it.
std::unique_ptr<Tables> RegistryTables(const Look& look);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_REGISTRY_TABLES_H_
