// The projection: the two feeds folded into versions, and the versions into figures. There is no
// other source of either, no ledger and no event of its own; what is lost is read again from the
// feeds. What the registry says is kept once, by its own mirror: figures are made of it, and the
// rights of calls answered from it.
//
// A portion of a feed and that feed's cursor are one batch, so a crash repeats nothing and skips
// nothing. A snapshot's pages have no cursor but the last: where it breaks off all of them come
// again, and a version that is there already changes nothing. The feeds do not wait for each other:
// a member may be known before its organisation is, and finds its place in the tree as soon as the
// registry's event is applied.

#ifndef MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_
#define MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_

#include <array>
#include <functional>
#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/base/mutex.h"
#include "lib/feed/portion.h"
#include "lib/kv/kv_store.h"
#include "mingce/type/feed.pb.h"
#include "services/registry/mirror/mirror.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/facts.h"

namespace mingce::reporting {

// What has been applied of each feed, durably; by IndexOf(feed).
using Applied = std::array<type::Cursor, 2>;

// Thread-safe: each feed is applied by a thread of its own, one portion at a time.
class Projection {
 public:
  // Reads all versions: 1 to 2 s for a million memberships. Drops those of a snapshot that was not
  // finished: the one to come may be of another stream. `store` outlives it; nothing else commits
  // to it. `on_fatal` is called after any error of the store while events are applied and should
  // not return: what happened to the batch is not known, and opening the store again tells.
  static absl::StatusOr<std::unique_ptr<Projection>> Open(
      kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal);

  // Applies a part of the stream up to its cursor, durably, or nothing. Events applied before are
  // passed over. The cursor is nullptr for a page of a snapshot that is not the last. Events
  // without sequence are a snapshot's and come before anything else of the feed. Errors: FEED_GAP,
  // FEED_EPOCH_CHANGED, those of the store (after `on_fatal`); of the registry's, those of
  // mirror::ReadEvent, such as EVENT_TYPE_UNKNOWN: guessing that it does not matter would make
  // figures wrong.
  absl::Status ApplyRegistry(const feed::Portion& portion);
  absl::Status ApplyMembers(absl::Span<const MembersEvent> events, const type::Cursor* after);

  // What has been applied, durably.
  type::Cursor applied(Feed feed) const;

  // What the registry says, as far as it has been applied.
  const registry::mirror::Mirror& mirror() const { return *mirror_; }

  // Calls `read` with one moment of the projection: facts and both cursors fit together. Nothing is
  // applied meanwhile, so it should take a millisecond.
  void Read(absl::FunctionRef<void(const Facts&, const Applied&)> read) const;

 private:
  Projection(kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal)
      : store_(store), on_fatal_(std::move(on_fatal)) {}

  absl::Status Load();
  absl::Status Drop(Feed feed);
  // The events after what is applied; FEED_GAP or FEED_EPOCH_CHANGED where they do not follow it.
  template <typename Event>
  absl::StatusOr<absl::Span<const Event>> NewOf(Feed feed, absl::Span<const Event> events,
                                                const type::Cursor* after) const;
  // Makes `batch` durable, then `learn`s what is in it.
  absl::Status Commit(Feed feed, kv::Batch batch, const type::Cursor* after,
                      absl::FunctionRef<void(Facts*)> learn);
  absl::Status Fail(absl::Status status) const;

  kv::KvStore* const store_;
  const std::function<void(const absl::Status&)> on_fatal_;
  std::unique_ptr<registry::mirror::Mirror> mirror_;  // never null once open

  Mutex commit_mu_;  // held over read, fold and commit: the store takes one committing thread
  mutable Mutex mu_ ABSL_ACQUIRED_AFTER(commit_mu_);
  Facts facts_ ABSL_GUARDED_BY(mu_);
  Applied applied_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_
