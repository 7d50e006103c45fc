#include "services/registry/storage/role_store.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/kv/key_codec.h"
#include "mingce/registry/storage/v1/rows.pb.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

constexpr absl::string_view kGrant = "role grant";
constexpr absl::string_view kBlock = "identity block";

template <typename Row>
bool Parse(absl::string_view bytes, Row* row) {
  return row->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

std::string EncodeRoleGrant(const RoleGrant& grant) {
  storage::v1::RoleGrantRow row;
  row.set_identity(grant.identity);
  row.set_role(static_cast<policy::v1::Role>(grant.role));
  if (grant.organization.has_value()) row.set_organization(grant.organization->text());
  mingce::SetDate(grant.from, row.mutable_effective_on());
  if (grant.until.has_value()) mingce::SetDate(*grant.until, row.mutable_until());
  row.set_document_number(grant.document_number);
  row.set_granted_by(grant.granted_by);
  row.set_granted_micros(absl::ToUnixMicros(grant.granted));
  if (grant.withdrawal.has_value()) {
    row.set_revoked_by(grant.withdrawal->by);
    row.set_revoked_micros(absl::ToUnixMicros(grant.withdrawal->time));
    row.set_revocation_document(grant.withdrawal->document_number);
  }
  return row.SerializeAsString();
}

absl::StatusOr<RoleGrant> DecodeRoleGrant(absl::string_view id, absl::string_view bytes) {
  storage::v1::RoleGrantRow row;
  if (!Parse(bytes, &row)) return UnreadableRow(kGrant);
  RoleGrant grant;
  grant.id = std::string(id);
  grant.identity = row.identity();
  grant.role = row.role();
  grant.organization = OrganizationId::FromText(row.organization());
  const std::optional<absl::CivilDay> from = DayOf(row.effective_on());
  if (row.has_until()) grant.until = DayOf(row.until());
  // Read as less than it says, a row could give somebody more than was granted.
  if (!from.has_value() || row.has_until() != grant.until.has_value() ||
      row.organization().empty() == grant.organization.has_value()) {
    return UnreadableRow(kGrant);
  }
  grant.from = *from;
  grant.document_number = row.document_number();
  grant.granted_by = row.granted_by();
  grant.granted = absl::FromUnixMicros(row.granted_micros());
  if (!row.revoked_by().empty()) {
    grant.withdrawal = RoleGrant::Withdrawal{.by = row.revoked_by(),
                                             .time = absl::FromUnixMicros(row.revoked_micros()),
                                             .document_number = row.revocation_document()};
  }
  return grant;
}

std::string EncodeIdentityBlock(const IdentityBlock& block) {
  storage::v1::IdentityBlockRow row;
  row.set_blocked(block.blocked);
  row.set_document_number(block.document_number);
  row.set_recorded_by(block.recorded_by);
  row.set_recorded_micros(absl::ToUnixMicros(block.recorded));
  return row.SerializeAsString();
}

absl::StatusOr<IdentityBlock> DecodeIdentityBlock(absl::string_view identity,
                                                  absl::string_view bytes) {
  storage::v1::IdentityBlockRow row;
  if (!Parse(bytes, &row)) return UnreadableRow(kBlock);
  return IdentityBlock{.identity = std::string(identity),
                       .blocked = row.blocked(),
                       .document_number = row.document_number(),
                       .recorded_by = row.recorded_by(),
                       .recorded = absl::FromUnixMicros(row.recorded_micros())};
}

absl::StatusOr<std::optional<RoleGrant>> FindRoleGrant(const kv::Reader& reader,
                                                       absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(RoleGrantKey(id)));
  if (!row.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(RoleGrant grant, DecodeRoleGrant(id, *row));
  return grant;
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
  if (!readable) return UnreadableRow("grant of identity");
  std::vector<RoleGrant> grants;
  for (const std::string& id : ids) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<RoleGrant> grant, FindRoleGrant(reader, id));
    if (!grant.has_value()) return UnreadableRow(kGrant);
    grants.push_back(*std::move(grant));
  }
  return grants;
}

absl::Status VisitRoleGrants(const kv::Reader& reader, absl::string_view after,
                             absl::FunctionRef<bool(const RoleGrant&)> visit) {
  const std::string prefix = TablePrefix(Table::kRoleGrant);
  const std::string from = after.empty() ? prefix : RoleGrantKey(after);
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(
      reader.ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view row) {
        if (!after.empty() && key == from) return true;
        const std::optional<std::string> id = TextIdOfKey(key);
        const absl::StatusOr<RoleGrant> grant =
            id.has_value() ? DecodeRoleGrant(*id, row) : UnreadableRow(kGrant);
        if (!grant.ok()) {
          bad = grant.status();
          return false;
        }
        return visit(*grant);
      }));
  return bad;
}

void PutRoleGrant(const RoleGrant& grant, ledger::Transaction* transaction) {
  transaction->Put(RoleGrantKey(grant.id), EncodeRoleGrant(grant));
  transaction->Put(GrantOfIdentityKey(grant.identity, grant.id), "");
}

absl::StatusOr<std::optional<IdentityBlock>> FindIdentityBlock(const kv::Reader& reader,
                                                               absl::string_view identity) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          reader.Get(IdentityBlockKey(identity)));
  if (!row.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(IdentityBlock block, DecodeIdentityBlock(identity, *row));
  return block;
}

void PutIdentityBlock(const IdentityBlock& block, ledger::Transaction* transaction) {
  transaction->Put(IdentityBlockKey(block.identity), EncodeIdentityBlock(block));
}

}  // namespace mingce::registry
