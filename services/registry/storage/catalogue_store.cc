#include "services/registry/storage/catalogue_store.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     absl::string_view id) {
  return FindRow<Campaign>(reader, CampaignKey(id));
}

absl::StatusOr<std::vector<Campaign>> AllCampaigns(const kv::Reader& reader) {
  std::vector<Campaign> campaigns;
  MINGCE_RETURN_IF_ERROR(
      VisitRows<Campaign>(reader, TablePrefix(Table::kCampaign), "", [&](Campaign campaign) {
        campaigns.push_back(std::move(campaign));
        return true;
      }));
  return campaigns;
}

absl::StatusOr<std::optional<PlacedQuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                             absl::string_view campaign,
                                                             std::int64_t revision) {
  return FindRow<PlacedQuotaPlan>(reader, QuotaPlanKey(campaign, revision));
}

absl::StatusOr<history::Timeline<QuotaPlan>> QuotaPlansOf(const kv::Reader& reader,
                                                          const Campaign& campaign) {
  history::Timeline<QuotaPlan> plans;
  for (std::int64_t revision = 1; revision <= campaign.quota_revision; ++revision) {
    MINGCE_ASSIGN_OR_RETURN(const std::optional<PlacedQuotaPlan> placed,
                            FindQuotaPlan(reader, campaign.id, revision));
    if (!placed.has_value()) return UnreadableRow(QuotaPlanKey(campaign.id, revision));
    plans.Add({.day = gb::ToCivilDay(placed->plan.effective_on),
               .revision = revision,
               .recorded = placed->plan.recorded,
               .value = placed->plan});
  }
  return plans;
}

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id) {
  return FindRow<type::Form>(reader, FormKey(id));
}

absl::StatusOr<std::optional<type::Form>> NewestOrganizationForm(const kv::Reader& reader) {
  std::string id;
  MINGCE_RETURN_IF_ERROR(reader.Scan(FormOrderPrefix(type::Form::ORGANIZATION),
                                     [&](absl::string_view, absl::string_view value) {
                                       id = std::string(value);
                                       return true;
                                     }));
  if (id.empty()) return std::nullopt;
  return FindForm(reader, id);
}

void PutForm(absl::string_view id, const type::Form& form, std::uint64_t sequence,
             ledger::Transaction* transaction) {
  transaction->Put(FormKey(id), form.SerializeAsString());
  transaction->Put(FormOrderKey(form.subject(), sequence), std::string(id));
}

absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id) {
  return FindRow<type::CodeList>(reader, CodeListKey(id));
}

absl::StatusOr<std::optional<type::CodeList>> NewestCodeList(const kv::Reader& reader,
                                                             absl::string_view stem) {
  const std::string beginning = absl::StrCat(stem, "-");
  std::optional<std::uint64_t> newest;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(TablePrefix(Table::kCodeList), [&](absl::string_view key, absl::string_view) {
        const std::optional<std::string> id = TextIdOfKey(key);
        std::uint64_t version = 0;
        if (id.has_value() && absl::StartsWith(*id, beginning) &&
            absl::SimpleAtoi(absl::string_view(*id).substr(beginning.size()), &version) &&
            (!newest.has_value() || version > *newest)) {
          newest = version;
        }
        return true;
      }));
  if (!newest.has_value()) return std::nullopt;
  return FindCodeList(reader, absl::StrCat(beginning, *newest));
}

void PutCodeList(absl::string_view id, const type::CodeList& list,
                 ledger::Transaction* transaction) {
  transaction->Put(CodeListKey(id), list.SerializeAsString());
}

}  // namespace mingce::registry
