// What the registry tells the others: its events, and its present state as the events that would
// bring it. No event holds personal data: contacts have no field to stand in.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_PUBLISHED_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_PUBLISHED_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/new_event.h"
#include "mingce/type/form.pb.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/clock_confirmation.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

ledger::NewEvent OrganizationCreated(const Organization& version);
// What happened follows from the difference: an end, a move, or else an update.
ledger::NewEvent OrganizationChanged(const Organization& before, const Organization& version);
ledger::NewEvent CodeListPublished(const type::CodeList& list);
ledger::NewEvent FormPublished(const type::Form& form);
ledger::NewEvent CampaignCreated(const Campaign& campaign);
ledger::NewEvent QuotaPlanSet(const PlacedQuotaPlan& placed);
// RoleGranted, or RoleRevoked once it is withdrawn.
ledger::NewEvent RoleGrantSet(const RoleGrant& grant);
ledger::NewEvent IdentityBlocked(const IdentityBlock& block);
ledger::NewEvent ClockConfirmed(const ClockConfirmation& confirmation);

// Visits all that was ever published and still stands in `moment`, after `place` ("" for all).
// Every version of every dated thing is there. Errors: DATA_LOSS for a row that is not readable.
absl::Status VisitPublished(const kv::Reader& moment, absl::string_view place,
                            ledger::StateVisitor visit);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_PUBLISHED_H_
