#include "services/reporting/rpc/convert_event.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/beijing.h"
#include "lib/base/status_macros.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {
namespace {

// Where in which feed an event stands, to say so when it is refused.
struct Place {
  Feed feed;
  std::uint64_t sequence;

  absl::Status Damaged(absl::string_view field) const {
    return EventDamaged(feed, sequence, field);
  }
};

// The id in "<collection>/<id>". An id is another service's affair (D-1): any text is one.
template <typename IdType>
absl::StatusOr<IdType> ParseName(const Place& place, absl::string_view name,
                                 absl::string_view collection, absl::string_view field) {
  absl::string_view id = name;
  if (!absl::ConsumePrefix(&id, collection) || !absl::ConsumePrefix(&id, "/") || id.empty() ||
      absl::StrContains(id, '/')) {
    return place.Damaged(field);
  }
  return IdType(std::string(id));
}

absl::StatusOr<OrganizationId> ParseOrganization(const Place& place, absl::string_view name,
                                                 absl::string_view field) {
  return ParseName<OrganizationId>(place, name, "organizations", field);
}

absl::StatusOr<absl::CivilDay> ParseDay(const Place& place, const type::Date& date,
                                        absl::string_view field) {
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // An event is for ever: a day that exists is taken, however odd, or nothing after it could be read.
  if (date.year() < 1 || date.year() > 9999 || day.year() != date.year() ||
      day.month() != date.month() || day.day() != date.day()) {
    return place.Damaged(field);
  }
  return day;
}

absl::StatusOr<RegistryChange> ParseOrganizationChange(
    const Place& place, const registry::events::v1::OrganizationSnapshot& snapshot) {
  MINGCE_ASSIGN_OR_RETURN(OrganizationId id,
                          ParseOrganization(place, snapshot.name(), "organization.name"));
  Organization organization{.union_name = snapshot.union_name(),
                            .closed = snapshot.closed(),
                            .collected = snapshot.collected()};
  if (!snapshot.parent().empty()) {
    MINGCE_ASSIGN_OR_RETURN(organization.parent,
                            ParseOrganization(place, snapshot.parent(), "organization.parent"));
  }
  return RegistryChange(
      OrganizationChanged{.id = std::move(id), .organization = std::move(organization)});
}

absl::StatusOr<RegistryChange> ParseCampaign(const Place& place,
                                             const registry::events::v1::CampaignCreated& created) {
  MINGCE_ASSIGN_OR_RETURN(
      CampaignId id, ParseName<CampaignId>(place, created.campaign(), "campaigns", "campaign"));
  MINGCE_ASSIGN_OR_RETURN(OrganizationId organization,
                          ParseOrganization(place, created.organization(), "organization"));
  MINGCE_ASSIGN_OR_RETURN(const absl::CivilDay forms_due_on,
                          ParseDay(place, created.forms_due_on(), "forms_due_on"));
  MINGCE_ASSIGN_OR_RETURN(const absl::CivilDay entry_due_on,
                          ParseDay(place, created.entry_due_on(), "entry_due_on"));
  return RegistryChange(CampaignOpened{.id = std::move(id),
                                       .campaign = {.title = created.title(),
                                                    .organization = std::move(organization),
                                                    .forms_due_on = forms_due_on,
                                                    .entry_due_on = entry_due_on,
                                                    .target = created.target()}});
}

absl::StatusOr<RegistryChange> ParsePlan(const Place& place,
                                         const registry::events::v1::QuotaPlanSet& set) {
  MINGCE_ASSIGN_OR_RETURN(CampaignId campaign,
                          ParseName<CampaignId>(place, set.campaign(), "campaigns", "campaign"));
  if (set.revision() < 1) return place.Damaged("revision");
  QuotaPlan plan{.revision = set.revision(), .quotas = {}};
  for (const registry::events::v1::QuotaPlanSet::Quota& quota : set.quotas()) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationId organization,
                            ParseOrganization(place, quota.organization(), "quotas.organization"));
    plan.quotas.push_back({.section = quota.section(),
                           .seq = quota.seq(),
                           .title = quota.title(),
                           .target = quota.target(),
                           .organization = std::move(organization)});
  }
  return RegistryChange(QuotaPlanRevised{.campaign = std::move(campaign), .plan = std::move(plan)});
}

absl::StatusOr<RegistryChange> ParseChange(const Place& place,
                                           const registry::events::v1::Event& event) {
  using registry::events::v1::Event;
  switch (event.data_case()) {
    case Event::kOrganizationCreated:
      return ParseOrganizationChange(place, event.organization_created().organization());
    case Event::kOrganizationUpdated:
      return ParseOrganizationChange(place, event.organization_updated().organization());
    case Event::kOrganizationMoved:
      return ParseOrganizationChange(place, event.organization_moved().organization());
    case Event::kOrganizationClosed:
      return ParseOrganizationChange(place, event.organization_closed().organization());
    case Event::kCodeListPublished:
    case Event::kFormPublished:
      return RegistryChange(NothingToProject{});
    case Event::kCampaignCreated:
      return ParseCampaign(place, event.campaign_created());
    case Event::kQuotaPlanSet:
      return ParsePlan(place, event.quota_plan_set());
    case Event::DATA_NOT_SET:
      break;  // a kind that came after this version was built
  }
  return EventUnknown(place.feed, place.sequence);
}

absl::StatusOr<Membership> ParseMembership(
    const Place& place, const members::events::v1::MembershipSnapshot& snapshot) {
  using members::events::v1::MembershipSnapshot;
  MINGCE_ASSIGN_OR_RETURN(
      OrganizationId organization,
      ParseOrganization(place, snapshot.organization(), "membership.organization"));
  bool retained = false;
  switch (snapshot.membership()) {
    case MembershipSnapshot::ACTIVE:
      break;
    case MembershipSnapshot::RETAINED:
      retained = true;
      break;
    default:  // not set, or a state that came after this version: whether it counts is not known
      return place.Damaged("membership.membership");
  }
  return Membership{.organization = std::move(organization),
                    .retained = retained,
                    .complete = snapshot.complete(),
                    .verified = snapshot.verified()};
}

absl::StatusOr<absl::CivilDay> ParseMoment(const Place& place,
                                           const google::protobuf::Timestamp& moment,
                                           absl::string_view field) {
  // The range of google.protobuf.Timestamp, from 1970 on: nothing was recorded before.
  constexpr std::int64_t kEndOf9999 = 253402300799;
  if (moment.seconds() <= 0 || moment.seconds() > kEndOf9999) return place.Damaged(field);
  return BeijingDay(absl::FromUnixSeconds(moment.seconds()));
}

}  // namespace

absl::StatusOr<RegistryEvent> FromProto(const registry::events::v1::Event& event) {
  const Place place{.feed = Feed::kRegistry, .sequence = event.sequence()};
  MINGCE_ASSIGN_OR_RETURN(RegistryChange change, ParseChange(place, event));
  return RegistryEvent{.sequence = event.sequence(), .change = std::move(change)};
}

absl::StatusOr<MembersEvent> FromProto(const members::events::v1::Event& event) {
  using members::events::v1::Event;
  const Place place{.feed = Feed::kMembers, .sequence = event.sequence()};
  const members::events::v1::MembershipSnapshot* snapshot = nullptr;
  switch (event.data_case()) {
    case Event::kMemberAccepted:
      snapshot = &event.member_accepted().membership();
      break;
    case Event::kMemberUpdated:
      snapshot = &event.member_updated().membership();
      break;
    case Event::DATA_NOT_SET:
      break;
  }
  if (snapshot == nullptr) return EventUnknown(place.feed, place.sequence);
  // The day that decides whether a unit was on time is that of acceptance. A change counts from the
  // day it was recorded, but not from before the acceptance: a clock set back in between would
  // else take somebody away who was not there yet.
  MINGCE_ASSIGN_OR_RETURN(absl::CivilDay day, ParseMoment(place, snapshot->accepted_time(),
                                                          "membership.accepted_time"));
  if (event.data_case() == Event::kMemberUpdated) {
    MINGCE_ASSIGN_OR_RETURN(const absl::CivilDay recorded,
                            ParseMoment(place, event.recorded_time(), "recorded_time"));
    day = std::max(day, recorded);
  }
  MINGCE_ASSIGN_OR_RETURN(MemberId member, ParseName<MemberId>(place, snapshot->member(), "members",
                                                               "membership.member"));
  MINGCE_ASSIGN_OR_RETURN(Membership membership, ParseMembership(place, *snapshot));
  return MembersEvent{.sequence = event.sequence(),
                      .day = day,
                      .member = std::move(member),
                      .membership = std::move(membership)};
}

ledger::Cursor FromProto(const type::Cursor& cursor) {
  return {.epoch = cursor.epoch(), .sequence = cursor.sequence(), .hash = cursor.hash()};
}

type::Cursor ToProto(const ledger::Cursor& cursor) {
  type::Cursor to;
  to.set_epoch(cursor.epoch);
  to.set_sequence(cursor.sequence);
  to.set_hash(cursor.hash);
  return to;
}

}  // namespace mingce::reporting
