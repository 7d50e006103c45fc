#include "services/reporting/app/projection.h"

#include <utility>

#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "services/reporting/app/fold_events.h"
#include "services/reporting/storage/read_rows.h"

namespace mingce::reporting {

absl::StatusOr<std::unique_ptr<Projection>> Projection::Open(
    kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal) {
  std::array<ledger::Cursor, 2> applied;
  for (const Feed feed : kFeeds) {
    MINGCE_ASSIGN_OR_RETURN(applied[IndexOf(feed)], ReadCursor(*store, feed));
  }
  return absl::WrapUnique(new Projection(store, std::move(on_fatal), std::move(applied)));
}

template <typename Event>
absl::Status Projection::Apply(Feed feed, absl::Span<const Event> events,
                               const ledger::Cursor& after,
                               absl::Status (*fold)(const Event&, StagedRows*)) {
  MutexLock commit(&commit_mu_);
  const ledger::Cursor from = applied(feed);
  if (from.sequence > 0 && after.epoch != from.epoch) return FeedEpochChanged(feed);

  StagedRows rows(store_);
  std::uint64_t reached = from.sequence;
  absl::Status stored;
  for (const Event& event : events) {
    if (event.sequence <= from.sequence) continue;
    if (event.sequence != reached + 1) return FeedGap(feed, reached, event.sequence);
    stored = fold(event, &rows);
    if (!stored.ok()) break;
    reached = event.sequence;
  }
  if (stored.ok()) {
    if (reached == from.sequence) return absl::OkStatus();  // nothing new
    if (after.sequence != reached) return FeedGap(feed, reached, after.sequence);
    rows.PutCursor(feed, after);
    stored = store_->Commit(rows.ToBatch());
  }
  if (!stored.ok()) {
    on_fatal_(stored);
    return stored;
  }
  MutexLock lock(&mu_);
  applied_[IndexOf(feed)] = after;
  return absl::OkStatus();
}

absl::Status Projection::ApplyRegistry(absl::Span<const RegistryEvent> events,
                                       const ledger::Cursor& after) {
  return Apply(Feed::kRegistry, events, after, &FoldRegistryEvent);
}

absl::Status Projection::ApplyMembers(absl::Span<const MembersEvent> events,
                                      const ledger::Cursor& after) {
  return Apply(Feed::kMembers, events, after, &FoldMembersEvent);
}

ledger::Cursor Projection::applied(Feed feed) const {
  MutexLock lock(&mu_);
  return applied_[IndexOf(feed)];
}

}  // namespace mingce::reporting
