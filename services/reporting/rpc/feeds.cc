#include "services/reporting/rpc/feeds.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "services/reporting/rpc/members_events.h"

namespace mingce::reporting {
namespace {

// Applies a portion: all of its events, or none where one of them cannot be read.
absl::Status ApplyMembers(Projection* projection, const feed::Portion& portion) {
  std::vector<MembersEvent> events;
  events.reserve(portion.events.size());
  for (const feed::v1::Event* event : portion.events) {
    MINGCE_ASSIGN_OR_RETURN(MembersEvent converted, MembersEventOf(*event));
    events.push_back(std::move(converted));
  }
  return projection->ApplyMembers(events, portion.cursor);
}

}  // namespace

Feeds::Feeds(Projection* projection, std::shared_ptr<grpc::Channel> registry,
             std::shared_ptr<grpc::Channel> members)
    : registry_(std::string(FeedName(Feed::kRegistry)), std::move(registry),
                projection->applied(Feed::kRegistry),
                [projection](const feed::Portion& portion) {
                  return projection->ApplyRegistry(portion);
                }),
      members_(std::string(FeedName(Feed::kMembers)), std::move(members),
               projection->applied(Feed::kMembers), [projection](const feed::Portion& portion) {
                 return ApplyMembers(projection, portion);
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
  const feed::FeedState state = (feed == Feed::kRegistry ? registry_ : members_).state();
  return {.head = state.head,
          .caught_up = state.caught_up(),
          .broken = state.broken,
          .age = absl::FromChrono(std::chrono::steady_clock::now() - state.answered)};
}

}  // namespace mingce::reporting
