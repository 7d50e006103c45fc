#include "lib/rpc/unread_answers.h"

#include <grpc/grpc.h>

#include <utility>
#include <vector>

namespace mingce::rpc {

UnreadAnswers::Place UnreadAnswers::Add(Answer answer) {
  MutexLock lock(&mu_);
  return answers_.insert(answers_.end(), std::move(answer));
}

void UnreadAnswers::Remove(Place place) {
  MutexLock lock(&mu_);
  answers_.erase(place);
}

void UnreadAnswers::CancelOverdue(absl::Duration now) {
  std::vector<Answer> overdue;
  {
    MutexLock lock(&mu_);
    for (Answer& answer : answers_) {
      if (answer.leaves > now) continue;
      answer.leaves = absl::InfiniteDuration();  // cancelled once
      grpc_call_ref(answer.call);
      overdue.push_back(answer);
    }
  }
  // Cancelling may end the call on this thread, which calls Remove.
  for (const Answer& answer : overdue) {
    ++cancelled_;  // before its place comes back
    grpc_call_cancel_with_status(answer.call, GRPC_STATUS_CANCELLED, "the answer was not read",
                                 nullptr);
    grpc_call_unref(answer.call);
    not_read_.Say(answer.reader, now);
  }
}

}  // namespace mingce::rpc
