#include "services/registry/rpc/events_service.h"

#include <utility>

#include "lib/rpc/feed_server.h"

namespace mingce::registry {

absl::StatusOr<std::unique_ptr<EventsService>> EventsService::Create(const ledger::Ledger* ledger,
                                                                     const rpc::Runtime& runtime) {
  const google::protobuf::ServiceDescriptor* service =
      events::v1::Event::descriptor()->file()->FindServiceByName("RegistryEvents");
  absl::StatusOr<std::unique_ptr<rpc::Dispatcher>> dispatcher =
      rpc::Dispatcher::Create(runtime, service);
  if (!dispatcher.ok()) return dispatcher.status();
  return std::unique_ptr<EventsService>(new EventsService(ledger, *std::move(dispatcher)));
}

EventsService::EventsService(const ledger::Ledger* ledger,
                             std::unique_ptr<rpc::Dispatcher> dispatcher)
    : ledger_(ledger), dispatcher_(std::move(dispatcher)) {}

grpc::ServerUnaryReactor* EventsService::FetchEvents(grpc::CallbackServerContext* context,
                                                     const events::v1::FetchEventsRequest* request,
                                                     events::v1::FetchEventsResponse* response) {
  return dispatcher_->Run(
      context, "FetchEvents", request, response,
      [this](const Call& call, const events::v1::FetchEventsRequest& asked) {
        return rpc::FetchEvents<events::v1::FetchEventsRequest, events::v1::FetchEventsResponse>(
            *ledger_, call, asked);
      });
}

}  // namespace mingce::registry
