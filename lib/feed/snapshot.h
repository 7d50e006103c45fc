// The present state of a service as a new follower needs it: pages of one moment, then the stream
// from that moment on.

#ifndef MINGCE_LIB_FEED_SNAPSHOT_H_
#define MINGCE_LIB_FEED_SNAPSHOT_H_

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/mutex.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/ledger/new_event.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::feed {

// Visits all of a service's published state in `moment` that lies after `place` ("" for all),
// always in the same order. Together with nothing else it makes a follower equal to one that read
// the whole stream. Thread-safe.
using VisitState = std::function<absl::Status(const kv::Reader& moment, absl::string_view place,
                                              ledger::StateVisitor visit)>;

// The moments that followers are reading. Thread-safe.
class Snapshots {
 public:
  // All outlive the object.
  Snapshots(const kv::KvStore* store, const ledger::Ledger* ledger, VisitState visit)
      : store_(store), ledger_(ledger), visit_(std::move(visit)) {}

  // The page after `token` ("" for the first of a new moment), for the caller whose moment it is. A
  // page may be asked for again. Errors: see feed.proto.
  absl::StatusOr<v1::SnapshotResponse> Page(absl::string_view caller, absl::string_view token);

 private:
  struct Moment {
    std::string id;
    std::string caller;
    std::string secret;  // makes its tokens unforgeable
    std::unique_ptr<kv::Reader> reader;
    ledger::Cursor cursor;
    std::chrono::steady_clock::time_point used;
    bool finished = false;  // its last page was given; kept for asking again while there is room
  };

  absl::StatusOr<std::shared_ptr<Moment>> Begin(absl::string_view caller);
  absl::StatusOr<std::shared_ptr<Moment>> Find(absl::string_view caller, absl::string_view token,
                                               std::string* place);
  void Finish(Moment* moment);
  void Forget(const Moment& moment);

  const kv::KvStore* const store_;
  const ledger::Ledger* const ledger_;
  const VisitState visit_;
  Mutex mu_;
  std::list<std::shared_ptr<Moment>> moments_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_SNAPSHOT_H_
