// Who has asked how much about persons: every verb that says whether somebody is registered asks
// here first, and counts here what it is about to say.

#ifndef MINGCE_SERVICES_MEMBERS_APP_QUESTIONS_H_
#define MINGCE_SERVICES_MEMBERS_APP_QUESTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "lib/audit/entry.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/policy/question_limits.h"
#include "services/members/domain/asker.h"
#include "services/registry/mirror/mirror.h"

namespace mingce::members {

// All callers' together, for a day: 34 MB.
inline constexpr std::size_t kMostPersonsCounted = 2'000'000;

// Of the newest entries of the audit log, so many are read at the start: some seconds.
inline constexpr std::uint64_t kMostEntriesRead = 2'000'000;

// By the limits that the registry says hold today, looked up with each call. Thread-safe.
class Questions {
 public:
  struct Totals {
    std::uint64_t asked = 0;    // persons
    std::uint64_t missed = 0;   // of whom nobody was found under number and name
    std::uint64_t refused = 0;  // calls over a budget
    std::size_t alarmed = 0;    // callers that were wrong too often today
  };

  // All outlive it.
  Questions(const Clock* clock, ledger::Ledger* ledger, const registry::mirror::Mirror* mirror)
      : clock_(clock), ledger_(ledger), mirror_(mirror) {}

  // Counts what the audit log says was answered within two days, so that no restart makes anybody's
  // budget new. Before anything is asked. DATA_LOSS.
  absl::Status ReadPast(const kv::Reader& store);

  // Before anything is looked up: a call about so many persons. RESOURCE_EXHAUSTED,
  // QUESTIONS_OVER_BUDGET.
  absl::Status MayAsk(const std::string& identity, std::size_t persons);

  // Before the answer leaves. The same, where `asked` is too many persons for a day or a case. The
  // first time on a day that a caller is wrong too often, the audit log says so.
  absl::Status Count(const std::string& identity, const std::vector<AskedAbout>& asked);

  Totals totals() const;

 private:
  AskedWhen Now() const;
  policy::QuestionLimits LimitsOf(absl::string_view identity, absl::CivilDay day) const;
  // Forgets who asked on days before and owes nothing.
  void BeginDay(absl::CivilDay day) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  Asker& AskerOf(const std::string& identity, const policy::QuestionLimits& limits,
                 const AskedWhen& now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status Refuse(const OverBudget& over) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Alarm(const std::string& identity, std::int64_t misses) const;

  const Clock* const clock_;
  ledger::Ledger* const ledger_;
  const registry::mirror::Mirror* const mirror_;
  mutable Mutex mu_;
  absl::flat_hash_map<std::string, Asker> askers_ ABSL_GUARDED_BY(mu_);
  std::size_t persons_ ABSL_GUARDED_BY(mu_) = 0;  // of all askers
  absl::CivilDay day_ ABSL_GUARDED_BY(mu_);       // of the last question
  Totals totals_ ABSL_GUARDED_BY(mu_);            // without alarmed
};

// What an entry of a check that was answered says was asked; nullopt for any other. Of a lookup,
// once its decision stands.
std::optional<AskedAbout> AskedIn(const audit::Entry& entry);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_QUESTIONS_H_
