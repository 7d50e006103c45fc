// Takes what the registry's feed brought into the mirror, with the feed's place, in one batch.

#ifndef MINGCE_SERVICES_MEMBERS_APP_FOLLOW_REGISTRY_H_
#define MINGCE_SERVICES_MEMBERS_APP_FOLLOW_REGISTRY_H_

#include "absl/status/status.h"
#include "lib/feed/portion.h"
#include "lib/ledger/ledger.h"
#include "services/registry/mirror/mirror.h"

namespace mingce::members {

inline constexpr char kRegistryFeed[] = "registry";

// Durable, and seen by all that asks the mirror, on return of OK. Blocks; called on the feed's thread
// only. Errors: of Mirror::Prepare and of the ledger.
absl::Status ApplyRegistry(ledger::Ledger* ledger, registry::mirror::Mirror* mirror,
                           const feed::Portion& portion);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_FOLLOW_REGISTRY_H_
