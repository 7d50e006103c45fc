#ifndef MINGCE_SERVICES_REGISTRY_RPC_EVENTS_SERVICE_H_
#define MINGCE_SERVICES_REGISTRY_RPC_EVENTS_SERVICE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/dispatcher.h"
#include "mingce/registry/events/v1/events.grpc.pb.h"

namespace mingce::registry {

// mingce.registry.events.v1.RegistryEvents: the ledger's stream, as it was written.
class EventsService final : public events::v1::RegistryEvents::CallbackService {
 public:
  // POLICY_MISSING when a method has none. `ledger` and `runtime` outlive the service.
  static absl::StatusOr<std::unique_ptr<EventsService>> Create(const ledger::Ledger* ledger,
                                                               const rpc::Runtime& runtime);

  grpc::ServerUnaryReactor* FetchEvents(grpc::CallbackServerContext* context,
                                        const events::v1::FetchEventsRequest* request,
                                        events::v1::FetchEventsResponse* response) override;

 private:
  EventsService(const ledger::Ledger* ledger, std::unique_ptr<rpc::Dispatcher> dispatcher);

  const ledger::Ledger* const ledger_;
  const std::unique_ptr<rpc::Dispatcher> dispatcher_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_EVENTS_SERVICE_H_
