#include "services/reporting/rpc/convert.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/resource_name.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

// What both requests say of the figures asked for.
template <typename Request>
absl::StatusOr<FiguresQuery> ParseFigures(const Request& request) {
  MINGCE_ASSIGN_OR_RETURN(std::string campaign,
                          rpc::IdFromName(request.campaign(), kCampaigns, /*opaque=*/false));
  FiguresQuery query{.campaign = CampaignId(std::move(campaign))};
  const type::Date& as_of = request.as_of();
  if (as_of.year() != 0 || as_of.month() != 0 || as_of.day() != 0) {
    query.as_of = DayOf(as_of);
    if (!query.as_of.has_value()) return BadDate("as_of");
  }
  if (request.has_known_at()) {
    const std::int64_t seconds = request.known_at().seconds();
    const std::int64_t nanos = request.known_at().nanos();
    if (seconds < absl::ToUnixSeconds(StartOfDay(absl::CivilDay(1900, 1, 1))) ||
        seconds >= absl::ToUnixSeconds(StartOfDay(absl::CivilDay(10000, 1, 1))) || nanos < 0 ||
        nanos > 999'999'999) {
      return BadDate("known_at");
    }
    query.known_at = absl::FromUnixMicros(absl::ToUnixMicros(TimeOf(request.known_at())));
  }
  if (!v1::TreeBasis_IsValid(request.tree_basis())) return BadTreeBasis();
  if (request.tree_basis() != v1::TREE_BASIS_UNSPECIFIED) {
    query.basis = static_cast<TreeBasis>(request.tree_basis());
  }
  return query;
}

// Everything a page token is bound to.
rpc::PagedList ListOf(const Call& call, const v1::ListAttainmentRequest& request) {
  return {.method = call.action,
          .caller = call.identity,
          .filter = absl::StrCat(request.campaign(), " ", request.as_of().year(), "-",
                                 request.as_of().month(), "-", request.as_of().day(), " ",
                                 request.known_at().seconds(), ".", request.known_at().nanos(), " ",
                                 static_cast<int>(request.tree_basis()))};
}

// A token's key: "<revision> <index> <as_of> <known_at>", a DayNumber and microseconds since 1970.
// It says which state the list is of, so the token's own state stays 0.
std::string KeyOf(const PagePlace& place) {
  return absl::StrCat(place.revision, " ", place.index, " ", DayNumber(place.as_of), " ",
                      absl::ToUnixMicros(place.known_at));
}

absl::StatusOr<PagePlace> PlaceOf(absl::string_view key) {
  const std::vector<absl::string_view> parts = absl::StrSplit(key, ' ');
  PagePlace place;
  std::uint64_t index = 0;
  std::uint64_t day = 0;
  std::int64_t micros = 0;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &place.revision) ||
      !absl::SimpleAtoi(parts[1], &index) || !absl::SimpleAtoi(parts[2], &day) ||
      !absl::SimpleAtoi(parts[3], &micros) || day > DayNumber(absl::CivilDay(9999, 12, 31))) {
    return rpc::BadPageToken();
  }
  place.index = index;
  place.as_of = DayOfNumber(day);
  place.known_at = absl::FromUnixMicros(micros);
  return place;
}

void Fill(const Counts& counts, v1::Counts* to) {
  to->set_registered(counts.registered);
  to->set_complete(counts.complete);
  to->set_verified(counts.verified);
  to->set_counted(counts.counted);
}

void Fill(const SourceMark& mark, v1::Watermark::Source* to) {
  to->set_age_ms(absl::ToInt64Milliseconds(mark.age));
  to->set_complete(mark.complete);
}

// How many events there are tells how many members there are: nobody who may read some units only
// is told. `whole`: without it only how old what is known is.
void Fill(const Watermark& watermark, bool whole, v1::Watermark* to) {
  const SourceMark& registry = watermark[IndexOf(Feed::kRegistry)];
  const SourceMark& members = watermark[IndexOf(Feed::kMembers)];
  Fill(registry, to->mutable_registry_source());
  Fill(members, to->mutable_members_source());
  if (!whole) return;
  *to->mutable_registry() = registry.applied;
  *to->mutable_members() = members.applied;
  *to->mutable_registry_head() = registry.head;
  *to->mutable_members_head() = members.head;
}

// What both answers say of their figures.
template <typename Response>
void FillQuestion(const Figures& figures, Response* to) {
  SetDate(figures.question.as_of, to->mutable_as_of());
  SetTimestamp(figures.question.known_at, to->mutable_known_at());
  to->set_tree_basis(static_cast<v1::TreeBasis>(figures.question.basis));
  to->set_definition(std::string(kDefinition));
  to->set_quota_revision(figures.attainment->quota_revision);
  Fill(figures.watermark, figures.whole, to->mutable_watermark());
}

void Fill(const UnitAttainment& unit, v1::UnitAttainment* to) {
  to->set_section(unit.quota.section);
  to->set_seq(unit.quota.seq);
  to->set_title(unit.quota.title);
  to->set_organization(MakeResourceName(kOrganizations, unit.quota.organization.text()));
  to->set_target(unit.quota.target);
  Fill(unit.counts, to->mutable_counts());
  to->set_attainment_hundredths(unit.attainment_hundredths);
  to->set_counted_on_time(unit.counted_on_time);
  to->set_on_time(unit.on_time);
  to->set_time_suspect(unit.time_suspect);
}

void Fill(const SectionAttainment& section, v1::Attainment::Section* to) {
  to->set_section(section.section);
  to->set_target(section.target);
  Fill(section.counts, to->mutable_counts());
  to->set_attainment_hundredths(section.attainment_hundredths);
}

void Fill(const CountyAttainment& county, v1::Attainment::County* to) {
  to->set_target(county.target);
  to->set_allocated(county.allocated);
  to->set_unallocated(county.unallocated);
  Fill(county.counts, to->mutable_counts());
  to->set_attainment_hundredths(county.attainment_hundredths);
  Fill(county.outside_units, to->mutable_outside_units());
  to->set_counted_on_time(county.counted_on_time);
  to->set_on_time(county.on_time);
  to->set_time_suspect(county.time_suspect);
}

void Fill(const SetBack& set_back, v1::ClockSetBack* to) {
  to->set_source(absl::StrCat("mingce/", FeedName(set_back.feed)));
  to->set_event(set_back.event);
  to->set_facts(set_back.facts);
  SetTimestamp(set_back.first, to->mutable_first_time());
  SetTimestamp(set_back.last, to->mutable_last_time());
  to->set_confirmed(set_back.confirmed);
}

}  // namespace

absl::StatusOr<AttainmentQuery> FromProto(const v1::GetAttainmentRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(FiguresQuery figures, ParseFigures(request));
  return AttainmentQuery{.figures = std::move(figures),
                         .min_registry = request.min_registry(),
                         .min_members = request.min_members()};
}

absl::StatusOr<AttainmentListQuery> FromProto(const rpc::PageTokens& tokens, const Call& call,
                                              const v1::ListAttainmentRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(FiguresQuery figures, ParseFigures(request));
  MINGCE_ASSIGN_OR_RETURN(const std::size_t page_size,
                          rpc::PageSize(request.page_size(), 100, 1000));
  MINGCE_ASSIGN_OR_RETURN(const std::string last_key,
                          tokens.Read(ListOf(call, request), request.page_token()));
  AttainmentListQuery query{.figures = std::move(figures), .page_size = page_size};
  if (!last_key.empty()) {
    MINGCE_ASSIGN_OR_RETURN(query.from, PlaceOf(last_key));
  }
  return query;
}

v1::Attainment ToProto(const Figures& figures) {
  v1::Attainment to;
  to.set_campaign(MakeResourceName(kCampaigns, figures.question.campaign.text()));
  FillQuestion(figures, &to);
  if (figures.whole) Fill(figures.attainment->county, to.mutable_county());
  for (const UnitAttainment& unit : figures.attainment->units) Fill(unit, to.add_units());
  for (const SectionAttainment& section : figures.attainment->sections) {
    Fill(section, to.add_sections());
  }
  return to;
}

v1::ListAttainmentResponse ToProto(const rpc::PageTokens& tokens, const Call& call,
                                   const v1::ListAttainmentRequest& request,
                                   const AttainmentList& list) {
  v1::ListAttainmentResponse to;
  FillQuestion(list.figures, &to);
  for (std::size_t i = list.begin; i < list.end; ++i) {
    Fill(list.figures.attainment->units[i], to.add_units());
  }
  if (list.next.has_value()) {
    to.set_next_page_token(tokens.Make(ListOf(call, request), KeyOf(*list.next)));
  }
  return to;
}

v1::GetStatusResponse ToProto(absl::string_view version, const ServiceStatus& status) {
  v1::GetStatusResponse to;
  to.set_version(std::string(version));
  Fill(status.watermark, /*whole=*/true, to.mutable_watermark());
  to.set_members(status.members);
  to.set_organizations(status.organizations);
  to.set_registry_broken_reason(ReasonOrCodeOf(status.registry_feed));
  to.set_members_broken_reason(ReasonOrCodeOf(status.members_feed));
  for (const SetBack& set_back : status.set_backs) Fill(set_back, to.add_clock_set_backs());
  return to;
}

}  // namespace mingce::reporting
