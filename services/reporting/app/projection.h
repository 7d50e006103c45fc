// The projection: the two feeds folded into rows. There is no other source of rows, no ledger and
// no event of its own; what is lost is read again from the feeds.
//
// An answer of a feed and that feed's cursor are one batch, so a crash repeats nothing and skips
// nothing. The feeds do not wait for each other: a member may be known before its organisation is,
// and finds its place in the tree as soon as the registry's event is applied.

#ifndef MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_
#define MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/base/mutex.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/app/errors.h"
#include "services/reporting/domain/event.h"
#include "services/reporting/domain/feed.h"
#include "services/reporting/storage/staged_rows.h"

namespace mingce::reporting {

// Thread-safe: each feed is applied by a thread of its own, one answer at a time.
class Projection {
 public:
  // `store` outlives it; nothing else commits to it. `on_fatal` is called after any
  // error of the store while events are applied and should not return: what happened to the batch
  // is not known, and opening the store again tells.
  static absl::StatusOr<std::unique_ptr<Projection>> Open(
      kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal);

  // Applies events up to `after`, durably, or nothing. Events applied before are passed over.
  // Errors: FEED_GAP, FEED_EPOCH_CHANGED, those of the store (after `on_fatal`).
  absl::Status ApplyRegistry(absl::Span<const RegistryEvent> events, const ledger::Cursor& after);
  absl::Status ApplyMembers(absl::Span<const MembersEvent> events, const ledger::Cursor& after);

  // What has been applied, durably.
  ledger::Cursor applied(Feed feed) const;

  // One moment of the store: rows and both cursors fit together.
  std::unique_ptr<kv::Reader> Snapshot() const { return store_->Snapshot(); }

 private:
  Projection(kv::KvStore* store, std::function<void(const absl::Status&)> on_fatal,
             std::array<ledger::Cursor, 2> applied)
      : store_(store), on_fatal_(std::move(on_fatal)), applied_(std::move(applied)) {}

  template <typename Event>
  absl::Status Apply(Feed feed, absl::Span<const Event> events, const ledger::Cursor& after,
                     absl::Status (*fold)(const Event&, StagedRows*));

  kv::KvStore* const store_;
  const std::function<void(const absl::Status&)> on_fatal_;

  Mutex commit_mu_;  // held over read, fold and commit: the store takes one committing thread
  mutable Mutex mu_ ABSL_ACQUIRED_AFTER(commit_mu_);
  std::array<ledger::Cursor, 2> applied_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_PROJECTION_H_
