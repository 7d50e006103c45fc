#include "services/registry/storage/campaign_store.h"

#include <string>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     absl::string_view id) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(CampaignKey(id)));
  if (!row.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(Campaign campaign, DecodeCampaign(id, *row));
  return campaign;
}

absl::StatusOr<std::vector<Campaign>> AllCampaigns(const kv::Reader& reader) {
  std::vector<Campaign> campaigns;
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(TablePrefix(Table::kCampaign), [&](absl::string_view key, absl::string_view row) {
        const std::optional<std::string> id = TextIdOfKey(key);
        absl::StatusOr<Campaign> campaign =
            id.has_value() ? DecodeCampaign(*id, row) : UnreadableRow("campaign");
        if (!campaign.ok()) {
          bad = campaign.status();
          return false;
        }
        campaigns.push_back(*std::move(campaign));
        return true;
      }));
  if (!bad.ok()) return bad;
  return campaigns;
}

absl::StatusOr<std::optional<QuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                       absl::string_view campaign,
                                                       std::int64_t revision) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          reader.Get(QuotaPlanKey(campaign, revision)));
  if (!row.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(QuotaPlan plan, DecodeQuotaPlan(*row));
  return plan;
}

absl::StatusOr<history::Timeline<QuotaPlan>> QuotaPlansOf(const kv::Reader& reader,
                                                          const Campaign& campaign) {
  history::Timeline<QuotaPlan> plans;
  for (std::int64_t revision = 1; revision <= campaign.quota_revision; ++revision) {
    MINGCE_ASSIGN_OR_RETURN(std::optional<QuotaPlan> plan,
                            FindQuotaPlan(reader, campaign.id, revision));
    if (!plan.has_value()) return UnreadableRow("quota plan");
    plans.Add({.day = gb::ToCivilDay(plan->effective_on),
               .revision = revision,
               .recorded = plan->recorded,
               .value = *plan});
  }
  return plans;
}

void PutCampaign(const Campaign& campaign, ledger::Transaction* transaction) {
  transaction->Put(CampaignKey(campaign.id), EncodeCampaign(campaign));
}

void PutQuotaPlan(absl::string_view campaign, std::int64_t revision, const QuotaPlan& plan,
                  ledger::Transaction* transaction) {
  transaction->Put(QuotaPlanKey(campaign, revision), EncodeQuotaPlan(plan));
}

}  // namespace mingce::registry
