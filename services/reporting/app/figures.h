// The figures of a campaign, what was asked for them, how old what they know is; and how the
// service stands.

#ifndef MINGCE_SERVICES_REPORTING_APP_FIGURES_H_
#define MINGCE_SERVICES_REPORTING_APP_FIGURES_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/access/access.h"
#include "mingce/type/feed.pb.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/projection.h"
#include "services/reporting/domain/facts.h"

namespace mingce::reporting {

// A source that has not answered for this long may know what we do not. One that has nothing to
// tell answers every 5 s.
inline constexpr absl::Duration kLongestSilence = absl::Seconds(10);

// How far the figures have come with one source.
struct SourceMark {
  type::Head applied;  // newest event in them
  type::Head head;     // newest event heard of; never behind `applied`
  absl::Duration age;  // since the source last answered, or since the start where it has not
  // All that the source had recorded until `known_at` is in them: everything heard of is applied,
  // the feed is not broken, and the source has answered after `known_at` or within kLongestSilence.
  bool complete = false;
};

using Watermark = std::array<SourceMark, 2>;  // by IndexOf(feed)

struct FiguresQuery {
  CampaignId campaign;
  // Beijing day, inclusive. Absent: the day of `known_at`, and no later one than today.
  std::optional<absl::CivilDay> as_of = std::nullopt;
  // Absent: everything applied.
  std::optional<absl::Time> known_at = std::nullopt;
  TreeBasis basis = TreeBasis::kAsAtDate;
};

struct Figures {
  std::shared_ptr<const Attainment> attainment;
  // What was asked, with nothing left open: asked again with these the figures are the same for
  // ever.
  Question question;
  Watermark watermark;
  // Whether the county's line is to be shown too.
  bool whole = true;
};

// All of one moment of the projection. Where `known_at` is absent it is the newest recorded time
// applied, and at least the beginning of today.
// Errors: AS_OF_IN_FUTURE, KNOWN_AT_IN_FUTURE, CAMPAIGN_NOT_FOUND, QUOTA_PLAN_NOT_IN_FORCE, and
// SOURCE_BEHIND when a feed is broken: then the stream may not be the one the figures are made of.
absl::StatusOr<Figures> ReadFigures(const Projection& projection, const FeedSource& feeds,
                                    const FiguresQuery& query, absl::Time now);

// What of them the caller may read: without REPORT_READ for the whole register, the units that it
// has the permission for and their sums, and not the county.
Figures ShownTo(const access::Access& access, Figures figures);

// The county's line, as of today, of the campaign whose entry is due last (of equals, the last by
// id) among those with a quota plan in force; absent while there is none. For metrics: figures
// that were asked for a moment ago are remembered.
std::optional<CountyAttainment> NewestCounty(const Projection& projection, absl::Time now);

struct ServiceStatus {
  Watermark watermark;             // as of now
  std::int64_t members = 0;        // projected, ended ones included
  std::int64_t organizations = 0;  // projected, closed ones included
  absl::Status registry_feed;      // OK, or why it is not followed any more
  absl::Status members_feed;
  std::vector<SetBack> set_backs;  // of the clocks of both
};

// How the service stands; answers while feeds are behind or broken, too. Counts nothing: it costs
// the same however large the register is.
ServiceStatus GetStatus(const Projection& projection, const FeedSource& feeds, absl::Time now);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_FIGURES_H_
