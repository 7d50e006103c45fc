#include "cli/store/registry_events.h"

#include <cstdint>
#include <optional>

#include "cli/store/key_parts.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/registry_relations.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::cli::store {
namespace {

namespace events = registry::events::v1;

// Whether the event is a `Data`; then `*data` is it.
template <typename Data>
bool Is(const feed::v1::Event& event, Data* data) {
  return event.data().Is<Data>() && Parse(event.data().value(), data);
}

// The version that the event carries, whichever of the four it is.
std::optional<events::OrganizationVersion> VersionIn(const feed::v1::Event& event) {
  events::OrganizationCreated created;
  if (Is(event, &created)) return created.organization();
  events::OrganizationUpdated updated;
  if (Is(event, &updated)) return updated.organization();
  events::OrganizationMoved moved;
  if (Is(event, &moved)) return moved.organization();
  events::OrganizationClosed closed;
  if (Is(event, &closed)) return closed.organization();
  return std::nullopt;
}

bool Take(const events::OrganizationVersion& version, const feed::v1::Event& event,
          Matching* matching) {
  const std::string id = IdIn(version.name(), "organizations");
  const std::optional<std::uint64_t> day = DayNumberOf(version.effective_on());
  if (!IsId(id) || !day.has_value()) return false;
  matching->Expect(kVersions, Key(kVersionTable).Text(id).U64(*day).I64(version.revision()).str(),
                   Dated(version, RecordedMicros(event), event.time_suspect_since()), id);
  return true;
}

bool Take(const events::RoleGrant& grant, const Relation& relation, std::int64_t recorded,
          Matching* matching) {
  const std::string id = IdIn(grant.name(), "roleGrants");
  if (id.empty()) return false;
  matching->Expect(relation, Key(kRoleGrantTable).Text(id).str(), Dated(grant, recorded), id);
  return true;
}

// Of what is published once and for all.
bool TakeCatalogue(const feed::v1::Event& event, Matching* matching) {
  const std::int64_t recorded = RecordedMicros(event);
  if (events::CodeListPublished list; Is(event, &list)) {
    const std::string id = IdIn(list.code_list().name(), "codeLists");
    matching->Expect(kCodeLists, Key(kCodeListTable).Text(id).str(), BytesOf(list.code_list()), id);
    return !id.empty();
  }
  if (events::FormPublished form; Is(event, &form)) {
    const std::string id = IdIn(form.form().name(), "forms");
    matching->Expect(kForms, Key(kFormTable).Text(id).str(), BytesOf(form.form()), id);
    matching->Expect(kFormOrder,
                     Key(kFormOrderTable).I64(form.form().subject()).U64(event.sequence()).str(),
                     id, id);
    return !id.empty();
  }
  if (events::CampaignCreated campaign; Is(event, &campaign)) {
    const std::string id = IdIn(campaign.campaign(), "campaigns");
    matching->Expect(kCampaigns, Key(kCampaignTable).Text(id).str(), BytesOf(campaign), id);
    return !id.empty();
  }
  if (events::QuotaPlanSet plan; Is(event, &plan)) {
    const std::string id = IdIn(plan.campaign(), "campaigns");
    matching->Expect(kQuotaPlans, Key(kQuotaPlanTable).Text(id).I64(plan.revision()).str(),
                     Dated(plan, recorded), id);
    return !id.empty();
  }
  return false;
}

}  // namespace

bool RegistryEvents::Take(const feed::v1::Event& event) {
  const std::int64_t recorded = RecordedMicros(event);
  if (const auto version = VersionIn(event); version.has_value()) {
    return store::Take(*version, event, look_.matching);
  }
  if (events::RoleGranted granted; Is(event, &granted)) {
    return store::Take(granted.grant(), kRoleGrants, recorded, look_.matching);
  }
  if (events::RoleRevoked revoked; Is(event, &revoked)) {
    return store::Take(revoked.grant(), kWithdrawals, recorded, look_.matching);
  }
  if (events::IdentityBlocked block; Is(event, &block)) {
    blocks_[block.identity()] = Dated(block, recorded);
    return !block.identity().empty();
  }
  if (events::ClockConfirmed clock; Is(event, &clock)) {
    look_.matching->Expect(kClockConfirmations,
                           Key(kClockConfirmationTable).Text(clock.event()).str(),
                           Dated(clock, recorded));
    return !clock.event().empty();
  }
  return TakeCatalogue(event, look_.matching);
}

void RegistryEvents::End() {
  for (const auto& [identity, said] : blocks_) {
    look_.matching->Expect(kIdentityBlocks, Key(kIdentityBlockTable).Text(identity).str(), said);
  }
}

}  // namespace mingce::cli::store
