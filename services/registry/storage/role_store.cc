#include "services/registry/storage/role_store.h"

#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {

absl::StatusOr<std::optional<RoleGrant>> FindRoleGrant(const kv::Reader& reader,
                                                       absl::string_view id) {
  return FindRow<RoleGrant>(reader, RoleGrantKey(id));
}

absl::StatusOr<std::vector<RoleGrant>> RoleGrantsOf(const kv::Reader& reader,
                                                    absl::string_view identity) {
  const std::string prefix = GrantOfIdentityPrefix(identity);
  std::vector<std::string> ids;
  bool readable = true;
  MINGCE_RETURN_IF_ERROR(reader.Scan(prefix, [&](absl::string_view key, absl::string_view) {
    key.remove_prefix(prefix.size());
    return readable = kv::GetText(&key, &ids.emplace_back()) && key.empty();
  }));
  if (!readable) return UnreadableRow(prefix);
  std::vector<RoleGrant> grants;
  for (const std::string& id : ids) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<RoleGrant> grant, FindRoleGrant(reader, id));
    if (!grant.has_value()) return UnreadableRow(RoleGrantKey(id));
    grants.push_back(*std::move(grant));
  }
  return grants;
}

absl::Status VisitRoleGrants(const kv::Reader& reader, absl::string_view after,
                             absl::FunctionRef<bool(RoleGrant)> visit) {
  return VisitRows<RoleGrant>(reader, TablePrefix(Table::kRoleGrant),
                              after.empty() ? "" : RoleGrantKey(after), visit);
}

void PutRoleGrant(const RoleGrant& grant, ledger::Transaction* transaction) {
  PutRow(grant, transaction);
  transaction->Put(GrantOfIdentityKey(grant.identity, grant.id), "");
}

absl::StatusOr<std::optional<IdentityBlock>> FindIdentityBlock(const kv::Reader& reader,
                                                               absl::string_view identity) {
  return FindRow<IdentityBlock>(reader, IdentityBlockKey(identity));
}

}  // namespace mingce::registry
