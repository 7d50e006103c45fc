#include "services/reporting/rpc/feeds.h"

#include <string>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/reporting/rpc/convert_event.h"

namespace mingce::reporting {
namespace {

// All events of an answer, or the first one's error: half an answer is never applied.
template <typename Event, typename Response>
absl::StatusOr<std::vector<Event>> EventsOf(const Response& response) {
  std::vector<Event> events;
  events.reserve(static_cast<std::size_t>(response.events_size()));
  for (const auto& event : response.events()) {
    MINGCE_ASSIGN_OR_RETURN(Event converted, FromProto(event));
    events.push_back(std::move(converted));
  }
  return events;
}

FeedView ViewOf(const rpc::FeedState& state) {
  return {.head = {.epoch = state.head.epoch(), .sequence = state.head.sequence()},
          .caught_up = state.caught_up(),
          .broken = state.broken,
          .answered = state.answered};
}

}  // namespace

Feeds::Feeds(Projection* projection, std::shared_ptr<grpc::Channel> registry,
             std::shared_ptr<grpc::Channel> members)
    : registry_(
          std::string(FeedName(Feed::kRegistry)), std::move(registry),
          ToProto(projection->applied(Feed::kRegistry)),
          [projection](const registry::events::v1::FetchEventsResponse& response) -> absl::Status {
            MINGCE_ASSIGN_OR_RETURN(const std::vector<RegistryEvent> events,
                                    EventsOf<RegistryEvent>(response));
            return projection->ApplyRegistry(events, FromProto(response.cursor()));
          }),
      members_(
          std::string(FeedName(Feed::kMembers)), std::move(members),
          ToProto(projection->applied(Feed::kMembers)),
          [projection](const members::events::v1::FetchEventsResponse& response) -> absl::Status {
            MINGCE_ASSIGN_OR_RETURN(const std::vector<MembersEvent> events,
                                    EventsOf<MembersEvent>(response));
            return projection->ApplyMembers(events, FromProto(response.cursor()));
          }) {}

void Feeds::Start() {
  registry_.Start();
  members_.Start();
}

void Feeds::Stop() {
  registry_.Stop();
  members_.Stop();
}

FeedView Feeds::View(Feed feed) const {
  return ViewOf(feed == Feed::kRegistry ? registry_.state() : members_.state());
}

}  // namespace mingce::reporting
