#include "services/reporting/rpc/convert.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/paging.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

absl::StatusOr<CampaignId> ParseCampaignName(const std::string& name) {
  MINGCE_ASSIGN_OR_RETURN(std::string id, rpc::IdFromName(name, "campaigns", /*opaque=*/false));
  return CampaignId(std::move(id));
}

// Absent when `date` is empty.
absl::StatusOr<std::optional<absl::CivilDay>> ParseAsOf(bool has_date, const type::Date& date) {
  if (!has_date || (date.year() == 0 && date.month() == 0 && date.day() == 0)) {
    return std::optional<absl::CivilDay>();
  }
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (date.year() < 1900 || date.year() > 9999 || day.year() != date.year() ||
      day.month() != date.month() || day.day() != date.day()) {
    return BadAsOf();
  }
  return std::optional<absl::CivilDay>(day);
}

// Everything a page token is bound to.
std::string FilterOf(const v1::ListAttainmentRequest& request) {
  return absl::StrCat("ListAttainment/1 ", request.campaign(), " ", request.as_of().year(), "-",
                      request.as_of().month(), "-", request.as_of().day());
}

// A token's key: "<revision> <index>".
std::string KeyOf(const PagePlace& place) { return absl::StrCat(place.revision, " ", place.index); }

absl::StatusOr<PagePlace> PlaceOf(absl::string_view key) {
  const std::vector<absl::string_view> parts = absl::StrSplit(key, ' ');
  PagePlace place;
  std::uint64_t index = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &place.revision) ||
      !absl::SimpleAtoi(parts[1], &index)) {
    return rpc::BadPageToken();
  }
  place.index = index;
  return place;
}

std::string OrganizationName(const OrganizationId& id) {
  return absl::StrCat("organizations/", id.text());
}

void Fill(const Counts& counts, v1::Counts* to) {
  to->set_registered(counts.registered);
  to->set_complete(counts.complete);
  to->set_verified(counts.verified);
  to->set_counted(counts.counted);
}

void Fill(const StreamHead& head, type::Head* to) {
  to->set_epoch(head.epoch);
  to->set_sequence(head.sequence);
}

void Fill(const Watermark& watermark, v1::Watermark* to) {
  Fill(watermark.registry, to->mutable_registry());
  Fill(watermark.members, to->mutable_members());
  Fill(watermark.registry_head, to->mutable_registry_head());
  Fill(watermark.members_head, to->mutable_members_head());
}

void Fill(const UnitAttainment& unit, v1::UnitAttainment* to) {
  to->set_section(unit.quota.section);
  to->set_seq(unit.quota.seq);
  to->set_title(unit.quota.title);
  to->set_organization(OrganizationName(unit.quota.organization));
  to->set_target(unit.quota.target);
  Fill(unit.counts, to->mutable_counts());
  to->set_attainment_hundredths(unit.attainment_hundredths);
  to->set_counted_on_time(unit.counted_on_time);
  to->set_on_time(unit.on_time);
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
}

}  // namespace

absl::StatusOr<AttainmentQuery> FromProto(const v1::GetAttainmentRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(CampaignId campaign, ParseCampaignName(request.campaign()));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<absl::CivilDay> as_of,
                          ParseAsOf(request.has_as_of(), request.as_of()));
  return AttainmentQuery{.campaign = std::move(campaign),
                         .as_of = as_of,
                         .min_registry = request.min_registry(),
                         .min_members = request.min_members()};
}

absl::StatusOr<AttainmentListQuery> FromProto(const v1::ListAttainmentRequest& request) {
  MINGCE_ASSIGN_OR_RETURN(CampaignId campaign, ParseCampaignName(request.campaign()));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<absl::CivilDay> as_of,
                          ParseAsOf(request.has_as_of(), request.as_of()));
  MINGCE_ASSIGN_OR_RETURN(const std::size_t page_size,
                          rpc::PageSize(request.page_size(), 100, 1000));
  MINGCE_ASSIGN_OR_RETURN(const std::string key,
                          rpc::KeyAfterPage(request.page_token(), FilterOf(request)));
  AttainmentListQuery query{.campaign = std::move(campaign),
                            .as_of = as_of,
                            .page_size = page_size,
                            .from = std::nullopt};
  if (!key.empty()) {
    MINGCE_ASSIGN_OR_RETURN(query.from, PlaceOf(key));
  }
  return query;
}

v1::Attainment ToProto(const AttainmentQuery& query, const AttainmentReport& report) {
  v1::Attainment to;
  to.set_campaign(absl::StrCat("campaigns/", query.campaign.text()));
  if (query.as_of.has_value()) {
    to.mutable_as_of()->set_year(static_cast<int>(query.as_of->year()));
    to.mutable_as_of()->set_month(query.as_of->month());
    to.mutable_as_of()->set_day(query.as_of->day());
  }
  to.set_definition(std::string(kDefinition));
  to.set_quota_revision(report.campaign.quota_revision);
  Fill(report.campaign.attainment.county, to.mutable_county());
  for (const UnitAttainment& unit : report.campaign.attainment.units) Fill(unit, to.add_units());
  Fill(report.watermark, to.mutable_watermark());
  return to;
}

v1::ListAttainmentResponse ToProto(const v1::ListAttainmentRequest& request,
                                   const AttainmentList& list) {
  v1::ListAttainmentResponse to;
  for (const UnitAttainment& unit : list.units) Fill(unit, to.add_units());
  if (list.next.has_value()) {
    to.set_next_page_token(rpc::PageToken(KeyOf(*list.next), FilterOf(request)));
  }
  Fill(list.watermark, to.mutable_watermark());
  return to;
}

v1::GetStatusResponse ToProto(absl::string_view version, const ServiceStatus& status) {
  v1::GetStatusResponse to;
  to.set_version(std::string(version));
  Fill(status.watermark, to.mutable_watermark());
  to.set_members(status.members);
  to.set_organizations(status.organizations);
  to.set_registry_broken_reason(ReasonOrCodeOf(status.registry_feed));
  to.set_members_broken_reason(ReasonOrCodeOf(status.members_feed));
  return to;
}

}  // namespace mingce::reporting
