// Calls that were begun and given up.

#ifndef MINGCE_LIB_RPC_GIVEN_UP_CALLS_H_
#define MINGCE_LIB_RPC_GIVEN_UP_CALLS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/base/mutex.h"
#include "lib/rpc/refusal_thinner.h"

namespace mingce::rpc {

// Who begins calls and gives each up before its message is there ("rapid reset") pays next to
// nothing; gRPC keeps some 12 KiB of each for a while and has no limit of its own. So a caller has
// an account: a call takes one from it when its headers are there, its message gives it back, and
// time gives a little. Beyond that his calls are refused at once, and his connection is cut where
// it is known. Who sends what he begins never feels it, however fast he is. Thread-safe.
class GivenUpCalls {
 public:
  static constexpr double kMost = 2'000;    // begun and not sent, at once
  static constexpr double kForgiven = 100;  // a second
  // Of calls that gRPC answers itself, health checks above all, and of calls that are refused at
  // their headers: nobody tells whether their message comes, so accounts of their own are only
  // filled by time.
  static constexpr double kForgivenOfOthers = 1'000;  // a second

  // The headers of a call of `caller` are there: whether it may go on. `now` is of the steady
  // clock.
  bool Begin(absl::string_view caller, absl::Duration now);
  // The same of a call that no service of ours has.
  bool BeginOther(absl::string_view caller, absl::Duration now);

  // Its message is there.
  void GiveBack(absl::string_view caller);
  // It was refused before: given back as well, but not to one who is refused without end. Whether
  // it was.
  bool GiveBackUnread(absl::string_view caller, absl::Duration now);

  // Whether `caller` has used up his account.
  bool HasTooMany(absl::string_view caller);

  // Cuts the connection with `peer`, as gRPC names it ("ipv4:127.0.0.1:40312").
  void Cut(const std::string& peer);

  // Calls that were not let go on, and connections that were cut.
  std::uint64_t refused() const { return refused_; }
  std::uint64_t cut() const { return cut_; }

 private:
  struct Account {
    // Takes one; false when none is left.
    bool Take(absl::Duration now, double forgiven_a_second);

    double left = kMost;
    absl::Duration at = absl::InfiniteDuration();  // until it is used
  };
  using Accounts = absl::flat_hash_map<std::string, Account>;  // of who has a role

  std::atomic<std::uint64_t> refused_ = 0;
  std::atomic<std::uint64_t> cut_ = 0;
  Mutex mu_;
  Accounts accounts_ ABSL_GUARDED_BY(mu_);
  Accounts others_ ABSL_GUARDED_BY(mu_);
  Accounts unread_ ABSL_GUARDED_BY(mu_);
  RareWarning said_ ABSL_GUARDED_BY(mu_){
      "calls refused: the identity gives up the calls that it begins"};
  RareWarning said_of_others_ ABSL_GUARDED_BY(mu_){
      "calls refused: the identity asks too often how the service is"};
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_GIVEN_UP_CALLS_H_
