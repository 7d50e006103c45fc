#include "services/reporting/storage/staged_rows.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "services/reporting/storage/keys.h"
#include "services/reporting/storage/rows.h"

namespace mingce::reporting {

absl::StatusOr<std::optional<std::string>> StagedRows::Get(const std::string& key) const {
  if (const auto staged = changes_.find(key); staged != changes_.end()) return staged->second;
  return base_->Get(key);
}

void StagedRows::PutCursor(Feed feed, const ledger::Cursor& cursor) {
  changes_[FeedCursorKey(feed)] = EncodeCursor(cursor);
}

void StagedRows::PutOrganization(const OrganizationId& id, const Organization& organization) {
  changes_[OrganizationKey(id)] = EncodeOrganization(organization);
}

void StagedRows::PutCampaign(const CampaignId& id, const Campaign& campaign) {
  changes_[CampaignKey(id)] = EncodeCampaign(campaign);
}

absl::StatusOr<std::optional<QuotaPlan>> StagedRows::FindQuotaPlan(
    const CampaignId& campaign) const {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, Get(QuotaPlanKey(campaign)));
  if (!bytes.has_value()) return std::optional<QuotaPlan>();
  MINGCE_ASSIGN_OR_RETURN(QuotaPlan plan, DecodeQuotaPlan(*bytes));
  return std::optional<QuotaPlan>(std::move(plan));
}

void StagedRows::PutQuotaPlan(const CampaignId& campaign, const QuotaPlan& plan) {
  changes_[QuotaPlanKey(campaign)] = EncodeQuotaPlan(plan);
}

absl::StatusOr<std::optional<Membership>> StagedRows::FindMembership(const MemberId& member) const {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, Get(MemberKey(member)));
  if (!bytes.has_value()) return std::optional<Membership>();
  MINGCE_ASSIGN_OR_RETURN(Membership membership, DecodeMembership(*bytes));
  return std::optional<Membership>(std::move(membership));
}

void StagedRows::PutMembership(const MemberId& member, const Membership& membership) {
  changes_[MemberKey(member)] = EncodeMembership(membership);
}

absl::Status StagedRows::AddToDay(const OrganizationId& organization, absl::CivilDay day,
                                  const Counts& delta) {
  std::string key = DayCountKey(organization, day);
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, Get(key));
  Counts counts;
  if (bytes.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(counts, DecodeCounts(*bytes));
  }
  counts += delta;
  if (counts.IsZero()) {
    changes_[std::move(key)] = std::nullopt;
  } else {
    changes_[std::move(key)] = EncodeCounts(counts);
  }
  return absl::OkStatus();
}

kv::Batch StagedRows::ToBatch() const {
  kv::Batch batch;
  for (const auto& [key, value] : changes_) {
    if (value.has_value()) {
      batch.Put(key, *value);
    } else {
      batch.Delete(key);
    }
  }
  return batch;
}

}  // namespace mingce::reporting
