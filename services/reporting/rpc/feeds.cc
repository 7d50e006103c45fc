#include "services/reporting/rpc/feeds.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "lib/base/status_macros.h"
#include "services/reporting/rpc/members_events.h"
#include "services/reporting/rpc/registry_events.h"

namespace mingce::reporting {
namespace {

ledger::Cursor FromProto(const type::Cursor& cursor) {
  return {.epoch = cursor.epoch(), .sequence = cursor.sequence(), .hash = cursor.hash()};
}

type::Cursor ToProto(const ledger::Cursor& cursor) {
  type::Cursor to;
  to.set_epoch(cursor.epoch);
  to.set_sequence(cursor.sequence);
  to.set_hash(cursor.hash);
  return to;
}

// Hands a portion on to `apply`: all of its events, or none where one of them cannot be read.
template <typename Event, typename ApplyEvents>
feed::Follower::Apply Reading(absl::StatusOr<Event> (*convert)(const feed::v1::Event&),
                              ApplyEvents apply) {
  return [convert, apply](const feed::Portion& portion) -> absl::Status {
    std::vector<Event> events;
    events.reserve(portion.events.size());
    for (const feed::v1::Event* event : portion.events) {
      MINGCE_ASSIGN_OR_RETURN(Event converted, convert(*event));
      events.push_back(std::move(converted));
    }
    if (portion.cursor == nullptr) return apply(portion, events, nullptr);
    const ledger::Cursor after = FromProto(*portion.cursor);
    return apply(portion, events, &after);
  };
}

}  // namespace

Feeds::Feeds(Projection* projection, registry::mirror::Mirror* mirror,
             std::shared_ptr<grpc::Channel> registry, std::shared_ptr<grpc::Channel> members)
    : registry_(std::string(FeedName(Feed::kRegistry)), std::move(registry),
                ToProto(projection->applied(Feed::kRegistry)),
                Reading(RegistryEventOf,
                        [projection, mirror](const feed::Portion& portion,
                                             const std::vector<RegistryEvent>& events,
                                             const ledger::Cursor* after) {
                          return ApplyRegistry(projection, mirror, portion, events, after);
                        })),
      members_(std::string(FeedName(Feed::kMembers)), std::move(members),
               ToProto(projection->applied(Feed::kMembers)),
               Reading(MembersEventOf,
                       [projection](const feed::Portion&, const std::vector<MembersEvent>& events,
                                    const ledger::Cursor* after) {
                         return projection->ApplyMembers(events, after);
                       })) {}

void Feeds::Start() {
  registry_.Start();
  members_.Start();
}

void Feeds::Stop() {
  registry_.Stop();
  members_.Stop();
}

FeedView Feeds::View(Feed feed) const {
  const feed::FeedState state = (feed == Feed::kRegistry ? registry_ : members_).state();
  return {.head = {.epoch = state.head.epoch(), .sequence = state.head.sequence()},
          .caught_up = state.caught_up(),
          .broken = state.broken,
          .age = absl::FromChrono(std::chrono::steady_clock::now() - state.answered)};
}

}  // namespace mingce::reporting
