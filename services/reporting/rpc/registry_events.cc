#include "services/reporting/rpc/registry_events.h"

#include <optional>
#include <utility>

#include "lib/feed/errors.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/reporting/rpc/event_fields.h"

namespace mingce::reporting {
namespace {

namespace wire = registry::events::v1;

// What the event says; nullopt where its data cannot be read or makes no sense.
using Read = std::optional<RegistryChange> (*)(const feed::v1::Event& event);

template <typename Data>
std::optional<RegistryChange> ReadOrganization(const feed::v1::Event& event) {
  Data data;
  if (!event.data().UnpackTo(&data)) return std::nullopt;
  const wire::OrganizationVersion& organization = data.organization();
  std::optional<OrganizationId> id = IdOf<OrganizationId>(organization.name(), "organizations");
  std::optional<OrganizationId> parent;
  if (!organization.parent().empty()) {
    parent = IdOf<OrganizationId>(organization.parent(), "organizations");
    if (!parent.has_value()) return std::nullopt;
  }
  const std::optional<Dates> dates =
      DatesOf(event, organization.effective_on(), organization.revision());
  if (!id.has_value() || !dates.has_value()) return std::nullopt;
  return OrganizationVersion{.id = *std::move(id),
                             .parent = std::move(parent),
                             .closed = organization.closed(),
                             .dates = *dates};
}

std::optional<RegistryChange> ReadCampaign(const feed::v1::Event& event) {
  wire::CampaignCreated data;
  if (!event.data().UnpackTo(&data)) return std::nullopt;
  std::optional<CampaignId> id = IdOf<CampaignId>(data.campaign(), "campaigns");
  std::optional<OrganizationId> organization =
      IdOf<OrganizationId>(data.organization(), "organizations");
  const std::optional<absl::CivilDay> forms_due_on = DayOf(data.forms_due_on());
  const std::optional<absl::CivilDay> entry_due_on = DayOf(data.entry_due_on());
  if (!id.has_value() || !organization.has_value() || !forms_due_on.has_value() ||
      !entry_due_on.has_value()) {
    return std::nullopt;
  }
  return CampaignOpened{.id = *std::move(id),
                        .campaign = {.title = data.title(),
                                     .organization = *std::move(organization),
                                     .forms_due_on = *forms_due_on,
                                     .entry_due_on = *entry_due_on,
                                     .target = data.target()}};
}

std::optional<RegistryChange> ReadPlan(const feed::v1::Event& event) {
  wire::QuotaPlanSet data;
  if (!event.data().UnpackTo(&data)) return std::nullopt;
  std::optional<CampaignId> campaign = IdOf<CampaignId>(data.campaign(), "campaigns");
  const std::optional<Dates> dates = DatesOf(event, data.effective_on(), data.revision());
  if (!campaign.has_value() || !dates.has_value()) return std::nullopt;
  QuotaPlan plan{.revision = data.revision(), .quotas = {}};
  for (const wire::QuotaPlanSet::Quota& quota : data.quotas()) {
    std::optional<OrganizationId> organization =
        IdOf<OrganizationId>(quota.organization(), "organizations");
    if (!organization.has_value()) return std::nullopt;
    plan.quotas.push_back({.section = quota.section(),
                           .seq = quota.seq(),
                           .title = quota.title(),
                           .target = quota.target(),
                           .organization = *std::move(organization)});
  }
  return QuotaPlanSet{.campaign = *std::move(campaign), .plan = std::move(plan), .dates = *dates};
}

std::optional<RegistryChange> ReadNothing(const feed::v1::Event&) { return NothingToProject{}; }

struct Known {
  bool (*is_of_type)(const feed::v1::Event& event);
  Read read;
};

constexpr Known kKnown[] = {
    {IsOfType<wire::OrganizationCreated>, ReadOrganization<wire::OrganizationCreated>},
    {IsOfType<wire::OrganizationUpdated>, ReadOrganization<wire::OrganizationUpdated>},
    {IsOfType<wire::OrganizationMoved>, ReadOrganization<wire::OrganizationMoved>},
    {IsOfType<wire::OrganizationClosed>, ReadOrganization<wire::OrganizationClosed>},
    {IsOfType<wire::CampaignCreated>, ReadCampaign},
    {IsOfType<wire::QuotaPlanSet>, ReadPlan},
    {IsOfType<wire::CodeListPublished>, ReadNothing},
    {IsOfType<wire::FormPublished>, ReadNothing},
    {IsOfType<wire::RoleGranted>, ReadNothing},
    {IsOfType<wire::RoleRevoked>, ReadNothing},
    {IsOfType<wire::IdentityBlocked>, ReadNothing},
};

}  // namespace

absl::StatusOr<RegistryEvent> RegistryEventOf(const feed::v1::Event& event) {
  for (const Known& known : kKnown) {
    if (!known.is_of_type(event)) continue;
    std::optional<RegistryChange> change = known.read(event);
    if (!change.has_value()) return feed::EventUnreadable(event.type());
    return RegistryEvent{.sequence = event.sequence(), .change = *std::move(change)};
  }
  if (!event.skippable()) return feed::EventTypeUnknown(event.type());
  return RegistryEvent{.sequence = event.sequence(), .change = NothingToProject{}};
}

}  // namespace mingce::reporting
