#include "services/reporting/app/figures.h"

#include <algorithm>

#include "lib/base/status_macros.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {
namespace {

// A consumer learns of a head after it has applied the answer, so for a moment the rows can be
// ahead of what it says.
StreamHead NewerHead(const StreamHead& applied, const StreamHead& head) {
  const bool is_behind =
      head.epoch.empty() || (head.epoch == applied.epoch && head.sequence < applied.sequence);
  return is_behind ? applied : head;
}

absl::StatusOr<StreamHead> ReadApplied(const kv::Reader& moment, Feed feed) {
  MINGCE_ASSIGN_OR_RETURN(const ledger::Cursor cursor, ReadCursor(moment, feed));
  return StreamHead{.epoch = cursor.epoch, .sequence = cursor.sequence};
}

}  // namespace

absl::StatusOr<Watermark> ReadWatermark(const kv::Reader& moment, const FeedSource& feeds) {
  Watermark watermark;
  MINGCE_ASSIGN_OR_RETURN(watermark.registry, ReadApplied(moment, Feed::kRegistry));
  MINGCE_ASSIGN_OR_RETURN(watermark.members, ReadApplied(moment, Feed::kMembers));
  watermark.registry_head = NewerHead(watermark.registry, feeds.View(Feed::kRegistry).head);
  watermark.members_head = NewerHead(watermark.members, feeds.View(Feed::kMembers).head);
  return watermark;
}

absl::StatusOr<CampaignAttainment> ReadAttainment(const kv::Reader& moment,
                                                  const CampaignId& campaign,
                                                  std::optional<absl::CivilDay> as_of) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Campaign> known, FindCampaign(moment, campaign));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<QuotaPlan> plan, FindQuotaPlan(moment, campaign));
  if (!known.has_value() || !plan.has_value()) return CampaignNotFound(campaign);
  MINGCE_ASSIGN_OR_RETURN(const Organizations organizations, ReadOrganizations(moment));

  const absl::CivilDay wanted = as_of.value_or(absl::CivilDay::max());
  const absl::CivilDay on_time = std::min(wanted, known->entry_due_on);
  OwnCounts counts;
  OwnCounts counts_on_time;
  MINGCE_RETURN_IF_ERROR(ScanDayCounts(
      moment, [&](const OrganizationId& organization, absl::CivilDay day, const Counts& delta) {
        if (day <= wanted) counts[organization] += delta;
        if (day <= on_time) counts_on_time[organization] += delta;
      }));
  return CampaignAttainment{
      .attainment = Attain(organizations, counts, counts_on_time, *known, *plan),
      .quota_revision = plan->revision};
}

absl::Status CheckFollowed(const FeedSource& feeds) {
  for (const Feed feed : kFeeds) {
    if (!feeds.View(feed).broken.ok()) return SourceBroken(feed);
  }
  return absl::OkStatus();
}

}  // namespace mingce::reporting
