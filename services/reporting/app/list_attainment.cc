#include "services/reporting/app/list_attainment.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "lib/base/status_macros.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {

absl::StatusOr<AttainmentList> ListAttainment(const Projection& projection, const FeedSource& feeds,
                                              const AttainmentListQuery& query) {
  MINGCE_RETURN_IF_ERROR(CheckFollowed(feeds));
  const std::unique_ptr<kv::Reader> moment = projection.Snapshot();
  MINGCE_ASSIGN_OR_RETURN(CampaignAttainment campaign,
                          ReadAttainment(*moment, query.campaign, query.as_of));
  std::size_t begin = 0;
  if (query.from.has_value()) {
    if (query.from->revision != campaign.quota_revision) return PlanRevisedBetweenPages();
    begin = query.from->index;
  }
  AttainmentList list;
  MINGCE_ASSIGN_OR_RETURN(list.watermark, ReadWatermark(*moment, feeds));
  std::vector<UnitAttainment>& units = campaign.attainment.units;
  begin = std::min(begin, units.size());
  const std::size_t end = begin + std::min(query.page_size, units.size() - begin);
  for (std::size_t i = begin; i < end; ++i) list.units.push_back(std::move(units[i]));
  if (end < units.size()) {
    list.next = PagePlace{.revision = campaign.quota_revision, .index = end};
  }
  return list;
}

}  // namespace mingce::reporting
