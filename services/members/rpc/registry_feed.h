// The members service's following of the registry's feed.

#ifndef MINGCE_SERVICES_MEMBERS_RPC_REGISTRY_FEED_H_
#define MINGCE_SERVICES_MEMBERS_RPC_REGISTRY_FEED_H_

#include <vector>

#include "lib/base/status_macros.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/feed_consumer.h"
#include "mingce/registry/events/v1/events.grpc.pb.h"
#include "services/members/app/apply_registry.h"
#include "services/members/rpc/convert.h"

namespace mingce::members {

using RegistryFeed = rpc::FeedConsumer<registry::events::v1::RegistryEvents,
                                       registry::events::v1::FetchEventsRequest,
                                       registry::events::v1::FetchEventsResponse>;

// Applies each answer to the mirror through `ledger`, which outlives the feed.
inline RegistryFeed::Apply ApplyTo(ledger::Ledger* ledger) {
  return [ledger](const registry::events::v1::FetchEventsResponse& response) -> absl::Status {
    MINGCE_ASSIGN_OR_RETURN(const std::vector<MirrorChange> changes, ChangesFrom(response));
    return ApplyRegistry(ledger, changes, response.cursor());
  };
}

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_REGISTRY_FEED_H_
