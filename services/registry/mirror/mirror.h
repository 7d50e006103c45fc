// What a follower keeps of the registry: rows in a table of its own store, and the state they make,
// in memory.
//
// The registry ships this beside its feed, so that no follower translates what the registry says.
// Whoever follows commits in three steps:
//
//     MINGCE_ASSIGN_OR_RETURN(Change change, mirror.Prepare(portion));
//     … put change.rows, and what is derived from the events, into one batch; commit …
//     mirror.Publish(std::move(change));
//
// A crash in between loses nothing: the next start makes the state from the rows. Whoever has the
// facts in rows of another shape, as the registry itself has, passes its events and leaves the
// rows.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_MIRROR_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_MIRROR_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "lib/base/mutex.h"
#include "lib/feed/portion.h"
#include "lib/kv/kv_store.h"
#include "services/registry/mirror/facts.h"
#include "services/registry/mirror/state.h"
#include "services/registry/mirror/state_draft.h"

namespace mingce::registry::mirror {

struct Options {
  std::uint8_t table = 0;       // of the follower's store
  std::string cursor_key = {};  // row of the follower's store for its place; "": keeps none
  PermissionsOfRole permissions_of = nullptr;  // absent: no role allows anything
};

// What a portion changes.
struct Change {
  std::vector<std::pair<std::string, std::string>> rows;  // to be put, the cursor's among them
  std::shared_ptr<const State> before;
  std::shared_ptr<const State> after;
  std::vector<Fact> facts;  // what was not in `before`, in the order of the events
};

// Thread-safe, but that one thread at a time prepares and publishes.
class Mirror {
 public:
  // Of a follower that has nothing yet, or no rows.
  explicit Mirror(Options options);

  // Of what `reader`, the follower's store, holds; each fact of it goes to `learn` as well, in no
  // order, for what is derived. 200,000 organisations take some seconds. Errors: DATA_LOSS for rows
  // that are not readable.
  static absl::StatusOr<std::unique_ptr<Mirror>> Open(
      const kv::Reader& reader, Options options,
      absl::FunctionRef<void(const Fact&)> learn = [](const Fact&) {});

  // The state as it was published last; never null. Costs a lock and a reference.
  std::shared_ptr<const State> Now() const;

  // What `portion` changes; changes nothing. Events may come again and in any order. Errors:
  // EVENT_TYPE_UNKNOWN (and the event may not be passed over), EVENT_UNREADABLE.
  absl::StatusOr<Change> Prepare(const feed::Portion& portion) const;

  // Makes `change.after` the state, once its rows are durable. Changes are published in the order
  // in which they were prepared, each before the next one is prepared; another order aborts the
  // process.
  void Publish(Change change);

 private:
  const Options options_;
  mutable Mutex mu_;
  std::shared_ptr<const State> now_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_MIRROR_H_
