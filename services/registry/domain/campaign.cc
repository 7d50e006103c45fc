#include "services/registry/domain/campaign.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/resource_name.h"
#include "lib/form/well_known.h"

namespace mingce::registry {

bool IsCampaignId(absl::string_view id) {
  return id.size() >= 4 && id.size() <= 63 && std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
         });
}

CampaignFault CheckCampaign(const Campaign& campaign) {
  if (campaign.title.empty()) return CampaignFault::kTitleMissing;
  if (campaign.document_number.empty()) return CampaignFault::kDocumentMissing;
  if (!gb::IsDayFrom1900(campaign.start_on) || !gb::IsDayFrom1900(campaign.forms_due_on) ||
      !gb::IsDayFrom1900(campaign.entry_due_on) || campaign.start_on > campaign.forms_due_on ||
      campaign.forms_due_on > campaign.entry_due_on) {
    return CampaignFault::kBadDates;
  }
  if (campaign.target < 1) return CampaignFault::kBadTarget;
  return CampaignFault::kNone;
}

bool SameContent(const Campaign& a, const Campaign& b) {
  return a.id == b.id && a.title == b.title && a.document_number == b.document_number &&
         a.organization == b.organization && a.start_on == b.start_on &&
         a.forms_due_on == b.forms_due_on && a.entry_due_on == b.entry_due_on &&
         a.target == b.target && a.organization_form == b.organization_form &&
         a.member_form == b.member_form;
}

std::int64_t QuotaPlan::allocated() const {
  std::int64_t sum = 0;
  for (const QuotaRow& row : rows) sum += row.target;
  return sum;
}

std::string PlacedQuotaPlan::ResourceName() const {
  return absl::StrCat(MakeResourceName(kCampaigns, campaign), "/quotaPlans/", revision);
}

std::optional<QuotaFault> CheckQuotaRows(const std::vector<QuotaRow>& rows,
                                         const UnionKinds& kinds) {
  using Kind = QuotaFault::Kind;
  // Far above any county, and 500 of them still fit in 64 bits.
  constexpr std::int64_t kMostMembers = 1'000'000'000;
  std::set<std::pair<std::string, std::int32_t>> places;
  std::set<std::string> titles;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const QuotaRow& row = rows[i];
    const std::string title = NormalizeName(row.title);
    if (title.empty()) return QuotaFault{Kind::kTitleMissing, i + 1};
    if (row.section != "county" && row.section != "township") {
      return QuotaFault{Kind::kSectionUnknown, i + 1};
    }
    if (row.target < 1 || row.target > kMostMembers) return QuotaFault{Kind::kBadTarget, i + 1};
    if (!row.union_kind.empty() && !kinds.MayHaveQuota(row.union_kind)) {
      return QuotaFault{Kind::kKindUnknown, i + 1};
    }
    if (!places.emplace(row.section, row.seq).second || !titles.insert(title).second) {
      return QuotaFault{Kind::kDuplicate, i + 1};
    }
  }
  return std::nullopt;
}

bool SameContent(const QuotaPlan& a, const QuotaPlan& b) {
  return a.document_number == b.document_number && a.effective_on == b.effective_on &&
         a.rows == b.rows;
}

Organization PlannedUnit(const UnionKinds& kinds, OrganizationId id, OrganizationId county,
                         const QuotaRow& row) {
  Organization unit(std::move(id), std::move(county));
  unit.union_name = row.title;
  unit.union_kind = row.union_kind;
  unit.union_uscc_absent_reason = std::string(form::kCodeInProgress);
  unit.unit_uscc_absent_reason = std::string(
      kinds.IsBaseUnion(row.union_kind) ? form::kCodeInProgress : form::kNoUnitOfItsOwn);
  return unit;
}

}  // namespace mingce::registry
