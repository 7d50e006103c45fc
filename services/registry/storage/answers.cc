#include "services/registry/storage/answers.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"
#include "services/registry/storage/role_store.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

constexpr absl::string_view kTable = "request";

bool GetResult(absl::string_view* in, RowResult* result) {
  std::uint64_t number = 0;
  std::uint64_t outcome = 0;
  std::string id;
  std::uint64_t findings = 0;
  if (!kv::GetU64(in, &number) || !kv::GetU64(in, &outcome) || !kv::GetText(in, &id) ||
      !kv::GetU64(in, &findings) || outcome > type::RowOutcome_MAX) {
    return false;
  }
  result->number = static_cast<std::uint32_t>(number);
  result->outcome = static_cast<type::RowOutcome>(outcome);
  result->organization = OrganizationId::FromText(id);
  for (std::uint64_t i = 0; i < findings; ++i) {
    std::string bytes;
    if (!kv::GetText(in, &bytes) || !result->findings.emplace_back().ParseFromString(bytes)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string EncodeAnswer(const Organization& organization) {
  std::string answer;
  kv::PutText(&answer, organization.id.text());
  return answer + EncodeOrganization(organization);
}

absl::StatusOr<Organization> DecodeOrganizationAnswer(absl::string_view answer) {
  std::string text;
  if (!kv::GetText(&answer, &text)) return UnreadableRow(kTable);
  const std::optional<OrganizationId> id = OrganizationId::FromText(text);
  if (!id.has_value()) return UnreadableRow(kTable);
  return DecodeOrganization(*id, answer);
}

std::string EncodeAnswer(const Campaign& campaign) {
  std::string answer;
  kv::PutText(&answer, campaign.id);
  return answer + EncodeCampaign(campaign);
}

absl::StatusOr<Campaign> DecodeCampaignAnswer(absl::string_view answer) {
  std::string id;
  if (!kv::GetText(&answer, &id)) return UnreadableRow(kTable);
  return DecodeCampaign(id, answer);
}

std::string EncodeAnswer(const PlacedQuotaPlan& plan) {
  std::string answer;
  kv::PutText(&answer, plan.campaign);
  kv::PutU64(&answer, static_cast<std::uint64_t>(plan.revision));
  return answer + EncodeQuotaPlan(plan.plan);
}

absl::StatusOr<PlacedQuotaPlan> DecodeQuotaPlanAnswer(absl::string_view answer) {
  PlacedQuotaPlan out;
  std::uint64_t revision = 0;
  if (!kv::GetText(&answer, &out.campaign) || !kv::GetU64(&answer, &revision)) {
    return UnreadableRow(kTable);
  }
  out.revision = static_cast<std::int64_t>(revision);
  MINGCE_ASSIGN_OR_RETURN(out.plan, DecodeQuotaPlan(answer));
  return out;
}

std::string EncodeAnswer(const RoleGrant& grant) {
  std::string answer;
  kv::PutText(&answer, grant.id);
  return answer + EncodeRoleGrant(grant);
}

absl::StatusOr<RoleGrant> DecodeRoleGrantAnswer(absl::string_view answer) {
  std::string id;
  if (!kv::GetText(&answer, &id)) return UnreadableRow(kTable);
  return DecodeRoleGrant(id, answer);
}

std::string EncodeAnswer(const IdentityBlock& block) {
  std::string answer;
  kv::PutText(&answer, block.identity);
  return answer + EncodeIdentityBlock(block);
}

absl::StatusOr<IdentityBlock> DecodeIdentityBlockAnswer(absl::string_view answer) {
  std::string identity;
  if (!kv::GetText(&answer, &identity)) return UnreadableRow(kTable);
  return DecodeIdentityBlock(identity, answer);
}

std::string EncodeAnswer(const std::vector<RowResult>& results) {
  std::string answer;
  for (const RowResult& result : results) {
    kv::PutU64(&answer, result.number);
    kv::PutU64(&answer, static_cast<std::uint64_t>(result.outcome));
    kv::PutText(&answer, result.organization ? absl::string_view(result.organization->text())
                                             : absl::string_view());
    kv::PutU64(&answer, result.findings.size());
    for (const type::Finding& finding : result.findings) {
      kv::PutText(&answer, finding.SerializeAsString());
    }
  }
  return answer;
}

absl::StatusOr<std::vector<RowResult>> DecodeImportAnswer(absl::string_view answer) {
  std::vector<RowResult> results;
  while (!answer.empty()) {
    if (!GetResult(&answer, &results.emplace_back())) return UnreadableRow(kTable);
  }
  return results;
}

}  // namespace mingce::registry
