#ifndef MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_EVENTS_SERVICE_H_
#define MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_EVENTS_SERVICE_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/dispatcher.h"
#include "lib/rpc/feed_server.h"
#include "mingce/members/events/v1/events.grpc.pb.h"

namespace mingce::members {

// mingce.members.events.v1.MembersEvents.
class MembersEventsService final : public events::v1::MembersEvents::CallbackService {
 public:
  static absl::StatusOr<std::unique_ptr<MembersEventsService>> Create(
      const rpc::Runtime& runtime, const ledger::Ledger* ledger) {
    MINGCE_ASSIGN_OR_RETURN(
        std::unique_ptr<rpc::Dispatcher> dispatcher,
        rpc::Dispatcher::Create(
            runtime, events::v1::FetchEventsRequest::descriptor()->file()->FindServiceByName(
                         "MembersEvents")));
    return std::unique_ptr<MembersEventsService>(
        new MembersEventsService(std::move(dispatcher), ledger));
  }

  grpc::ServerUnaryReactor* FetchEvents(grpc::CallbackServerContext* context,
                                        const events::v1::FetchEventsRequest* request,
                                        events::v1::FetchEventsResponse* response) override {
    return dispatcher_->Run(
        context, "FetchEvents", request, response,
        [this](const Call& call, const events::v1::FetchEventsRequest& asked) {
          return rpc::FetchEvents<events::v1::FetchEventsRequest, events::v1::FetchEventsResponse>(
              *ledger_, call, asked);
        });
  }

 private:
  MembersEventsService(std::unique_ptr<rpc::Dispatcher> dispatcher, const ledger::Ledger* ledger)
      : dispatcher_(std::move(dispatcher)), ledger_(ledger) {}

  const std::unique_ptr<rpc::Dispatcher> dispatcher_;
  const ledger::Ledger* const ledger_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_EVENTS_SERVICE_H_
