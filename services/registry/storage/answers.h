// The stored first answers of mutations, which a repeated request id is answered with. Parts are
// spelled as in lib/kv/key_codec.h:
//
//   organisation  text id, OrganizationRow           (contacts sealed, as in the row)
//   campaign      text id, CampaignRow
//   quota plan    text campaign id, u64 revision, QuotaPlanRow
//   import        (u64 number, u64 outcome, text organisation id or "", u64 n, n × text Finding)*
//   role grant    text id, RoleGrantRow
//   block         text identity, IdentityBlockRow
//   form, list    the message as published
//
// Kept for as long as the ledger keeps request ids, so the grammar may change with a release.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "mingce/type/finding.pb.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/quota_plan.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

// What became of one row of an import.
struct RowResult {
  std::uint32_t number = 0;
  type::RowOutcome outcome = type::REJECTED;
  std::vector<type::Finding> findings;
  std::optional<OrganizationId> organization;  // of a row that was taken; absent: not made yet
};

// A quota plan with its place.
struct PlacedQuotaPlan {
  std::string campaign;
  std::int64_t revision = 0;  // 0: checked only
  QuotaPlan plan;
};

// Errors of all Decode…: DATA_LOSS.
std::string EncodeAnswer(const Organization& organization);
absl::StatusOr<Organization> DecodeOrganizationAnswer(absl::string_view answer);

std::string EncodeAnswer(const Campaign& campaign);
absl::StatusOr<Campaign> DecodeCampaignAnswer(absl::string_view answer);

std::string EncodeAnswer(const PlacedQuotaPlan& plan);
absl::StatusOr<PlacedQuotaPlan> DecodeQuotaPlanAnswer(absl::string_view answer);

std::string EncodeAnswer(const RoleGrant& grant);
absl::StatusOr<RoleGrant> DecodeRoleGrantAnswer(absl::string_view answer);

std::string EncodeAnswer(const IdentityBlock& block);
absl::StatusOr<IdentityBlock> DecodeIdentityBlockAnswer(absl::string_view answer);

std::string EncodeAnswer(const std::vector<RowResult>& results);
absl::StatusOr<std::vector<RowResult>> DecodeImportAnswer(absl::string_view answer);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_
