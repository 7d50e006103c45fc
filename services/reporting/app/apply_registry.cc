#include "services/reporting/app/apply_registry.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/registry/mirror/facts.h"

namespace mingce::reporting {
namespace {

namespace mirror = registry::mirror;

template <typename Value>
Dates DatesOf(const history::Version<Value>& version) {
  return {.day = version.day, .revision = version.revision, .recorded = version.recorded};
}

RegistryChange ChangeOf(const mirror::OrganizationVersion& fact) {
  const mirror::Organization& organization = fact.version.value;
  OrganizationVersion change{.id = OrganizationId(fact.id),
                             .parent = std::nullopt,
                             .closed = organization.closed,
                             .dates = DatesOf(fact.version)};
  if (!organization.parent.empty()) change.parent = OrganizationId(organization.parent);
  return change;
}

RegistryChange ChangeOf(const mirror::Campaign& fact) {
  return CampaignOpened{.id = CampaignId(fact.id),
                        .campaign = {.title = fact.title,
                                     .organization = OrganizationId(fact.organization),
                                     .forms_due_on = fact.forms_due_on,
                                     .entry_due_on = fact.entry_due_on,
                                     .target = fact.target}};
}

RegistryChange ChangeOf(const mirror::PlanVersion& fact) {
  QuotaPlan plan{.revision = fact.version.revision, .quotas = {}};
  for (const mirror::Quota& quota : fact.version.value.quotas) {
    plan.quotas.push_back({.section = quota.section,
                           .seq = quota.seq,
                           .title = quota.title,
                           .target = quota.target,
                           .organization = OrganizationId(quota.organization)});
  }
  return QuotaPlanSet{.campaign = CampaignId(fact.campaign),
                      .plan = std::move(plan),
                      .dates = DatesOf(fact.version)};
}

// A form, a list, a role: of no weight for a figure.
template <typename Fact>
RegistryChange ChangeOf(const Fact&) {
  return NothingToProject{};
}

}  // namespace

absl::StatusOr<RegistryEvent> RegistryEventOf(const feed::v1::Event& event) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<mirror::Fact> fact, mirror::ReadEvent(event));
  RegistryEvent read{.sequence = event.sequence(), .change = NothingToProject{}};
  if (fact.has_value()) {
    read.change = std::visit([](const auto& what) { return ChangeOf(what); }, fact->what);
  }
  return read;
}

absl::Status ApplyRegistry(Projection* projection, mirror::Mirror* mirror,
                           const feed::Portion& portion) {
  std::vector<RegistryEvent> events;
  events.reserve(portion.events.size());
  for (const feed::v1::Event* event : portion.events) {
    MINGCE_ASSIGN_OR_RETURN(RegistryEvent read, RegistryEventOf(*event));
    events.push_back(std::move(read));
  }
  MINGCE_ASSIGN_OR_RETURN(mirror::Change change, mirror->Prepare(portion));
  ledger::Cursor after;
  if (portion.cursor != nullptr) {
    after = {.epoch = portion.cursor->epoch(),
             .sequence = portion.cursor->sequence(),
             .hash = portion.cursor->hash()};
  }
  MINGCE_RETURN_IF_ERROR(
      projection->ApplyRegistry(events, portion.cursor == nullptr ? nullptr : &after, change.rows));
  mirror->Publish(std::move(change));
  return absl::OkStatus();
}

}  // namespace mingce::reporting
