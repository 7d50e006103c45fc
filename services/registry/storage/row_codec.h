// Rows between memory and bytes. Reading is strict: bytes that are not a row are a damaged store
// and give DATA_LOSS.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/status_macros.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/clock_confirmation.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/role_grant.h"
#include "services/registry/storage/keys.h"

namespace mingce::registry {

// DATA_LOSS. Says of which table the row is, never which.
absl::Status UnreadableRow(absl::string_view key);

// The key of the row of a thing as it is now, and its value.
std::string KeyOf(const Organization& organization);
std::string EncodeRow(const Organization& organization);
std::string KeyOf(const Campaign& campaign);
std::string EncodeRow(const Campaign& campaign);
std::string KeyOf(const PlacedQuotaPlan& placed);
std::string EncodeRow(const PlacedQuotaPlan& placed);
std::string KeyOf(const RoleGrant& grant);
std::string EncodeRow(const RoleGrant& grant);
std::string KeyOf(const IdentityBlock& block);
std::string EncodeRow(const IdentityBlock& block);
std::string KeyOf(const ClockConfirmation& confirmation);
std::string EncodeRow(const ClockConfirmation& confirmation);

// A row as what it says; in general, a message.
template <typename Row>
absl::StatusOr<Row> DecodeRow(absl::string_view key, absl::string_view value) {
  Row row;
  if (!row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return UnreadableRow(key);
  return row;
}
// Of table organization or version.
template <>
absl::StatusOr<Organization> DecodeRow(absl::string_view key, absl::string_view value);
template <>
absl::StatusOr<Campaign> DecodeRow(absl::string_view key, absl::string_view value);
template <>
absl::StatusOr<PlacedQuotaPlan> DecodeRow(absl::string_view key, absl::string_view value);
template <>
absl::StatusOr<RoleGrant> DecodeRow(absl::string_view key, absl::string_view value);
template <>
absl::StatusOr<IdentityBlock> DecodeRow(absl::string_view key, absl::string_view value);
template <>
absl::StatusOr<ClockConfirmation> DecodeRow(absl::string_view key, absl::string_view value);

// Stages the row of a thing as it is now.
template <typename Row>
void PutRow(const Row& row, ledger::Transaction* transaction) {
  transaction->Put(KeyOf(row), EncodeRow(row));
}

// nullopt where there is no such row.
template <typename Row>
absl::StatusOr<std::optional<Row>> FindRow(const kv::Reader& reader, const std::string& key) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> value, reader.Get(key));
  if (!value.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(Row row, DecodeRow<Row>(key, *value));
  return row;
}

// Calls `visit` for each row with `prefix` after the key `after` ("" for all), in the order of the
// keys, until it returns false.
template <typename Row>
absl::Status VisitRows(const kv::Reader& reader, const std::string& prefix,
                       const std::string& after, absl::FunctionRef<bool(Row)> visit) {
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(reader.ScanFrom(prefix, after.empty() ? prefix : after,
                                         [&](absl::string_view key, absl::string_view value) {
                                           if (key == after) return true;
                                           absl::StatusOr<Row> row = DecodeRow<Row>(key, value);
                                           bad = row.status();
                                           return row.ok() && visit(*std::move(row));
                                         }));
  return bad;
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ROW_CODEC_H_
