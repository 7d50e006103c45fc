#include "services/reporting/rpc/feeds.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "lib/base/status_macros.h"
#include "services/reporting/rpc/members_events.h"

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

// Applies a portion: all of its events, or none where one of them cannot be read.
absl::Status ApplyMembers(Projection* projection, const feed::Portion& portion) {
  std::vector<MembersEvent> events;
  events.reserve(portion.events.size());
  for (const feed::v1::Event* event : portion.events) {
    MINGCE_ASSIGN_OR_RETURN(MembersEvent converted, MembersEventOf(*event));
    events.push_back(std::move(converted));
  }
  if (portion.cursor == nullptr) return projection->ApplyMembers(events, nullptr);
  const ledger::Cursor after = FromProto(*portion.cursor);
  return projection->ApplyMembers(events, &after);
}

}  // namespace

Feeds::Feeds(Projection* projection, registry::mirror::Mirror* mirror,
             std::shared_ptr<grpc::Channel> registry, std::shared_ptr<grpc::Channel> members)
    : registry_(std::string(FeedName(Feed::kRegistry)), std::move(registry),
                ToProto(projection->applied(Feed::kRegistry)),
                [projection, mirror](const feed::Portion& portion) {
                  return ApplyRegistry(projection, mirror, portion);
                }),
      members_(std::string(FeedName(Feed::kMembers)), std::move(members),
               ToProto(projection->applied(Feed::kMembers)),
               [projection](const feed::Portion& portion) {
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
  return {.head = {.epoch = state.head.epoch(), .sequence = state.head.sequence()},
          .caught_up = state.caught_up(),
          .broken = state.broken,
          .age = absl::FromChrono(std::chrono::steady_clock::now() - state.answered)};
}

}  // namespace mingce::reporting
