// Answers that were handed to gRPC and have not left.

#ifndef MINGCE_LIB_RPC_UNREAD_ANSWERS_H_
#define MINGCE_LIB_RPC_UNREAD_ANSWERS_H_

#include <atomic>
#include <cstdint>
#include <list>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "lib/base/mutex.h"
#include "lib/rpc/refusal_thinner.h"

struct grpc_call;

namespace mingce::rpc {

// An answer leaves when its reader gives it room, and until then it and its call stay in memory. A
// reader who gives none would keep them for ever: gRPC ends a call at the deadline that its caller
// set, which may be years ahead. So a call is cancelled when its answer has not left in time.
//
// That is for a reader who answers pings and takes no data. One who reads nothing at all is found
// by keepalive (server.cc), which ends the connection. Thread-safe.
class UnreadAnswers {
 public:
  struct Answer {
    grpc_call* call;        // alive until Remove
    std::string reader;     // an identity, for the log
    absl::Duration leaves;  // of the steady clock: when it has to have left
  };
  using Place = std::list<Answer>::iterator;

  // Before the answer is handed over.
  Place Add(Answer answer);

  // Once the call is over, and before gRPC forgets it.
  void Remove(Place place);

  // Cancels the calls whose answers should have left by `now`, of the steady clock. Says in the log
  // whose they were, for each reader at most once an hour. By one thread, several times a second.
  void CancelOverdue(absl::Duration now);

  // Calls it cancelled.
  std::uint64_t cancelled() const { return cancelled_; }

 private:
  std::atomic<std::uint64_t> cancelled_ = 0;
  Mutex mu_;
  std::list<Answer> answers_ ABSL_GUARDED_BY(mu_);
  RareWarning not_read_{"calls cancelled: the identity does not read their answers"};
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_UNREAD_ANSWERS_H_
