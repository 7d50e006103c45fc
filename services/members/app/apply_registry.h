// Takes what the registry's feed brought into the local mirror, with the feed's place, in one batch.

#ifndef MINGCE_SERVICES_MEMBERS_APP_APPLY_REGISTRY_H_
#define MINGCE_SERVICES_MEMBERS_APP_APPLY_REGISTRY_H_

#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "lib/ledger/ledger.h"
#include "mingce/type/feed.pb.h"
#include "mingce/type/form.pb.h"
#include "services/members/domain/membership.h"

namespace mingce::members {

inline constexpr char kRegistryFeed[] = "registry";

struct CampaignForm {
  std::string campaign;     // resource name
  std::string member_form;  // resource name
};

// One event's change to the mirror, in the feed's order.
using MirrorChange = std::variant<Organization, type::Form, type::CodeList, CampaignForm>;

// Durable on return of OK. Blocks; called on the feed's thread only.
absl::Status ApplyRegistry(ledger::Ledger* ledger, const std::vector<MirrorChange>& changes,
                           const type::Cursor& cursor);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_APPLY_REGISTRY_H_
