// The figures of a campaign and the state they come from.

#ifndef MINGCE_SERVICES_REPORTING_APP_FIGURES_H_
#define MINGCE_SERVICES_REPORTING_APP_FIGURES_H_

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/domain/attain.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// How far figures have come.
struct Watermark {
  StreamHead registry;       // newest registry event in them
  StreamHead members;        // newest members event in them
  StreamHead registry_head;  // newest registry event heard of; never behind `registry`
  StreamHead members_head;   // newest members event heard of; never behind `members`

  friend bool operator==(const Watermark&, const Watermark&) = default;
};

// Reads the cursors of `moment`; heads come from `feeds`, asked afterwards.
absl::StatusOr<Watermark> ReadWatermark(const kv::Reader& moment, const FeedSource& feeds);

struct CampaignAttainment {
  Attainment attainment;
  std::int64_t quota_revision = 0;
};

// The attainment of `campaign` from the rows of `moment` alone. `as_of`: what was recorded up to
// the end of that Beijing day, in today's tree and against today's plan; absent: everything.
// Errors: CAMPAIGN_NOT_FOUND, those of the store.
absl::StatusOr<CampaignAttainment> ReadAttainment(const kv::Reader& moment,
                                                  const CampaignId& campaign,
                                                  std::optional<absl::CivilDay> as_of);

// SOURCE_BEHIND when a feed is broken: then the stream may not be the one the rows are made of.
absl::Status CheckFollowed(const FeedSource& feeds);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_FIGURES_H_
