// Who follows a feed, and how far each has come: so that what must act everywhere at once can wait
// until it has been heard.

#ifndef MINGCE_LIB_FEED_AUDIENCE_H_
#define MINGCE_LIB_FEED_AUDIENCE_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"

namespace mingce::feed {

// Thread-safe.
class Audience {
 private:
  struct Place {
    std::uint64_t applied = 0;  // as it said last
    int fetches = 0;            // that it waits for
    absl::Duration left;        // when the last one ended, steady time
  };

 public:
  // How long one that has stopped asking counts as there. A follower asks again at once, and one
  // whose connection broke after a second.
  static constexpr absl::Duration kGrace = absl::Seconds(2);

  // Waits for `members` only, by identity: who else follows may be as slow as it likes. In the
  // beginning each counts as one that has stopped asking just now. `clock` outlives it.
  Audience(const std::set<std::string>& members, const Clock* clock);

  // A fetch, from when it comes until its answer leaves. To ask for what comes after `sequence` is
  // to have applied all up to it.
  class Fetch {
   public:
    Fetch(Audience* audience, const std::string& identity, std::uint64_t sequence);
    ~Fetch();
    Fetch(const Fetch&) = delete;
    Fetch& operator=(const Fetch&) = delete;

    // Whether it comes from one of those that are waited for.
    bool is_member() const { return place_ != nullptr; }

   private:
    Audience* const audience_;
    Place* place_ = nullptr;  // of a member; the audience's
  };

  // Whether every member that is there has applied `sequence`.
  bool HasHeard(std::uint64_t sequence) const;

 private:
  const Clock* const clock_;
  mutable Mutex mu_;
  std::map<std::string, Place> places_ ABSL_GUARDED_BY(mu_);  // one a member
};

}  // namespace mingce::feed

#endif  // MINGCE_LIB_FEED_AUDIENCE_H_
