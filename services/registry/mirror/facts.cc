#include "services/registry/mirror/facts.h"

#include <utility>

#include "lib/base/day.h"
#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/base/time_proto.h"
#include "lib/feed/errors.h"
#include "lib/form/form_proto.h"
#include "lib/policy/question_limits_proto.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::registry::mirror {
namespace {

using MaybeFact = std::optional<Fact>;  // nullopt: the data says what cannot be

std::optional<std::string> OrganizationIdOf(absl::string_view name) {
  std::optional<std::string> id = IdInName(name, kOrganizations);
  return id.has_value() && IsOpaqueId(*id) ? id : std::nullopt;
}

// As above; "" where there is no name.
std::optional<std::string> OrganizationIdOrNone(absl::string_view name) {
  return name.empty() ? std::optional<std::string>("") : OrganizationIdOf(name);
}

// When a version was recorded, in whole microseconds; nullopt for a moment before 1970: nothing
// was.
std::optional<absl::Time> RecordedOf(const feed::v1::Event& event) {
  const absl::Time recorded =
      absl::FromUnixMicros(absl::ToUnixMicros(TimeOf(event.recorded_time())));
  return recorded > absl::UnixEpoch() ? std::optional<absl::Time>(recorded) : std::nullopt;
}

MaybeFact Read(const events::v1::OrganizationVersion& data, const feed::v1::Event& event) {
  const std::optional<absl::Time> recorded = RecordedOf(event);
  std::optional<std::string> id = OrganizationIdOf(data.name());
  std::optional<std::string> parent = OrganizationIdOrNone(data.parent());
  const std::optional<absl::CivilDay> day = DayOf(data.effective_on());
  if (!id.has_value() || !parent.has_value() || !day.has_value() || !recorded.has_value() ||
      data.revision() < 1) {
    return std::nullopt;
  }
  Organization organization{.parent = *std::move(parent),
                            .union_name = data.union_name(),
                            .unit_name = data.unit_name(),
                            .aliases = {data.aliases().begin(), data.aliases().end()},
                            .union_kind = data.union_kind_code(),
                            .union_uscc = data.union_uscc(),
                            .unit_uscc = data.unit_uscc(),
                            .collected = data.collected(),
                            .closed = data.closed(),
                            .may_own_members = data.may_own_members(),
                            .established_on = DayOf(data.established_on())};
  return Fact{.place = {.kind = Place::Kind::kOrganization,
                        .subject = *id,
                        .day = DayNumber(*day),
                        .revision = static_cast<std::uint64_t>(data.revision())},
              .what = OrganizationVersion{.id = *id,
                                          .version = {.day = *day,
                                                      .revision = data.revision(),
                                                      .recorded = *recorded,
                                                      .suspect_since = event.time_suspect_since(),
                                                      .value = std::move(organization)}}};
}

template <typename Data>
MaybeFact ReadOrganization(const Data& data, const feed::v1::Event& event) {
  return Read(data.organization(), event);
}

MaybeFact ReadList(const events::v1::CodeListPublished& data, const feed::v1::Event&) {
  absl::StatusOr<gb::CodeList> list = form::CodeListFromProto(data.code_list());
  if (!list.ok()) return std::nullopt;
  Place place{.kind = Place::Kind::kCodeList, .subject = list->id()};
  return Fact{.place = std::move(place), .what = *std::move(list)};
}

MaybeFact ReadForm(const events::v1::FormPublished& data, const feed::v1::Event&) {
  absl::StatusOr<form::Form> form = form::FormFromProto(data.form());
  if (!form.ok()) return std::nullopt;
  Place place{.kind = Place::Kind::kForm, .subject = form->id};
  return Fact{.place = std::move(place), .what = *std::move(form)};
}

MaybeFact ReadCampaign(const events::v1::CampaignCreated& data, const feed::v1::Event&) {
  std::optional<std::string> id = IdInName(data.campaign(), kCampaigns);
  std::optional<std::string> organization = OrganizationIdOf(data.organization());
  std::optional<std::string> organization_form = IdInName(data.organization_form(), kForms);
  std::optional<std::string> member_form = IdInName(data.member_form(), kForms);
  const std::optional<absl::CivilDay> start_on = DayOf(data.start_on());
  const std::optional<absl::CivilDay> forms_due_on = DayOf(data.forms_due_on());
  const std::optional<absl::CivilDay> entry_due_on = DayOf(data.entry_due_on());
  if (!id || !organization || !organization_form || !member_form || !start_on || !forms_due_on ||
      !entry_due_on) {
    return std::nullopt;
  }
  return Fact{.place = {.kind = Place::Kind::kCampaign, .subject = *id},
              .what = Campaign{.id = *id,
                               .title = data.title(),
                               .organization = *std::move(organization),
                               .start_on = *start_on,
                               .forms_due_on = *forms_due_on,
                               .entry_due_on = *entry_due_on,
                               .target = data.target(),
                               .organization_form = *std::move(organization_form),
                               .member_form = *std::move(member_form)}};
}

MaybeFact ReadPlan(const events::v1::QuotaPlanSet& data, const feed::v1::Event& event) {
  std::optional<std::string> campaign = IdInName(data.campaign(), kCampaigns);
  const std::optional<absl::CivilDay> day = DayOf(data.effective_on());
  const std::optional<absl::Time> recorded = RecordedOf(event);
  if (!campaign.has_value() || !day.has_value() || !recorded.has_value() || data.revision() < 1) {
    return std::nullopt;
  }
  QuotaPlan plan{.document_number = data.document_number(), .quotas = {}};
  plan.quotas.reserve(static_cast<std::size_t>(data.quotas_size()));
  for (const events::v1::QuotaPlanSet::Quota& row : data.quotas()) {
    std::optional<std::string> organization = OrganizationIdOf(row.organization());
    if (!organization.has_value()) return std::nullopt;
    plan.quotas.push_back({.section = row.section(),
                           .seq = row.seq(),
                           .title = row.title(),
                           .target = row.target(),
                           .organization = *std::move(organization)});
  }
  return Fact{.place = {.kind = Place::Kind::kQuotaPlan,
                        .subject = *campaign,
                        .day = DayNumber(*day),
                        .revision = static_cast<std::uint64_t>(data.revision())},
              .what = PlanVersion{.campaign = *campaign,
                                  .version = {.day = *day,
                                              .revision = data.revision(),
                                              .recorded = *recorded,
                                              .value = std::move(plan)}}};
}

template <typename Data>
MaybeFact ReadGrant(const Data& data, const feed::v1::Event&) {
  const events::v1::RoleGrant& grant = data.grant();
  std::optional<std::string> id = IdInName(grant.name(), kRoleGrants);
  std::optional<std::string> organization = OrganizationIdOrNone(grant.organization());
  const std::optional<absl::CivilDay> from = DayOf(grant.effective_on());
  std::optional<absl::CivilDay> until;
  if (grant.has_until()) {
    until = DayOf(grant.until());
    if (!until.has_value()) return std::nullopt;  // not "no end": that would widen the grant
  }
  const policy::QuestionLimits limits = policy::QuestionLimitsOf(grant.question_limits());
  if (!id || !organization || !from || grant.identity().empty() || grant.role() == 0 ||
      policy::HasNegative(limits)) {
    return std::nullopt;
  }
  // A withdrawal is for good, so it stands whichever of the two comes first.
  return Fact{.place = {.kind = Place::Kind::kRoleGrant,
                        .subject = *id,
                        .day = 0,
                        .revision = grant.revoked() ? 1u : 0u},
              .what = RoleGrant{.id = *id,
                                .identity = grant.identity(),
                                .role = grant.role(),
                                .organization = *std::move(organization),
                                .from = *from,
                                .until = until,
                                .revoked = grant.revoked(),
                                .question_limits = limits}};
}

MaybeFact ReadBlocking(const events::v1::IdentityBlocked& data, const feed::v1::Event& event) {
  if (data.identity().empty()) return std::nullopt;
  return Fact{
      .place = {.kind = Place::Kind::kBlocking,
                .subject = data.identity(),
                .day = 0,
                .revision = event.sequence()},
      .what = Blocking{
          .identity = data.identity(), .blocked = data.blocked(), .sequence = event.sequence()}};
}

MaybeFact ReadConfirmation(const events::v1::ClockConfirmed& data, const feed::v1::Event& event) {
  const std::optional<absl::Time> recorded = RecordedOf(event);
  if (data.event().empty() || !recorded.has_value()) return std::nullopt;
  return Fact{.place = {.kind = Place::Kind::kClockConfirmation, .subject = data.event()},
              .what = ClockConfirmation{.event = data.event(), .recorded = *recorded}};
}

// Whether the event is a `Data`; then `*fact` is what it says.
template <typename Data>
bool Take(const feed::v1::Event& event, MaybeFact (*read)(const Data&, const feed::v1::Event&),
          MaybeFact* fact) {
  if (!event.data().Is<Data>()) return false;
  Data data;
  if (event.data().UnpackTo(&data)) *fact = read(data, event);
  return true;
}

}  // namespace

absl::StatusOr<std::optional<Fact>> ReadEvent(const feed::v1::Event& event) {
  namespace ev = events::v1;
  MaybeFact fact;
  const bool known = Take(event, ReadOrganization<ev::OrganizationCreated>, &fact) ||
                     Take(event, ReadOrganization<ev::OrganizationUpdated>, &fact) ||
                     Take(event, ReadOrganization<ev::OrganizationMoved>, &fact) ||
                     Take(event, ReadOrganization<ev::OrganizationClosed>, &fact) ||
                     Take(event, ReadList, &fact) || Take(event, ReadForm, &fact) ||
                     Take(event, ReadCampaign, &fact) || Take(event, ReadPlan, &fact) ||
                     Take(event, ReadGrant<ev::RoleGranted>, &fact) ||
                     Take(event, ReadGrant<ev::RoleRevoked>, &fact) ||
                     Take(event, ReadBlocking, &fact) || Take(event, ReadConfirmation, &fact);
  if (!known && event.skippable()) return std::nullopt;
  if (!known) return feed::EventTypeUnknown(event.type());
  if (!fact.has_value()) return feed::EventUnreadable(event.type());
  return fact;
}

}  // namespace mingce::registry::mirror
