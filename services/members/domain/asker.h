// How much one caller may ask about persons, and what tells that it is guessing.
//
// Somebody who knows whom he asks about is nearly always right; somebody who tries numbers or names
// is nearly always wrong. So what is scarce is being wrong, and being right about a person again is
// free. Honest work stays far below: 10,000 checks a day of which a tenth is wrong miss 1,000
// times.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_ASKER_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_ASKER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/policy/question_limits.h"

namespace mingce::members {

// More misses than other questions in a day, of at least so many, are an alarm.
inline constexpr std::int64_t kLeastForAlarm = 200;

// A question that was answered.
struct AskedAbout {
  std::string subject;   // opaque: the same for the same person or unknown number
  std::string case_tag;  // "": asked without a case, whose persons are not limited
  bool missed = false;   // nobody was found under number and name
};

enum class Budget { kMisses, kPersonsADay, kPersonsACase };

// What is used up, and when to come back; or what will never be enough for one call.
struct OverBudget {
  Budget budget;
  std::optional<absl::Duration> retry_after;  // absent: ask about fewer persons in one call
  std::int32_t most_in_call = 0;              // so many, where that is why
};

// One moment by two clocks: days are the calendar's, and setting the clock pays no debt.
struct AskedWhen {
  absl::CivilDay day;
  absl::Duration until_tomorrow;
  absl::Duration steady;  // never goes back
};

// One caller. Thread-compatible. Keeps at most 17 bytes for each person and case of the day, and as
// much for each case.
class Asker {
 public:
  // `limits` with their defaults, as all below.
  explicit Asker(const policy::QuestionLimits& limits) : limits_(limits) {}

  // Others hold from now on. What was asked stays asked, and what is owed stays as many misses, but
  // for those that nobody could owe under the new ones.
  void SetLimits(const policy::QuestionLimits& limits, absl::Duration steady);

  // Whether so many persons may be asked about in one call, before it is known what the answer
  // would be. What is wrong in one call may exceed what is left, since a refusal would tell how
  // much of it was: it is a debt. It never exceeds a whole budget.
  std::optional<OverBudget> MayAsk(std::size_t persons, const AskedWhen& now);

  // Counts what is about to be answered; all of it, or nothing where it is too many persons.
  std::optional<OverBudget> Count(const std::vector<AskedAbout>& asked, const AskedWhen& now);

  // Counts what was answered once, within the limits or not.
  void CountPast(const AskedAbout& asked, const AskedWhen& when);

  // Whether it has been wrong so often today that somebody should look; true once a day.
  bool TakeAlarm();

  bool alarmed() const { return alarmed_; }
  std::int64_t misses_today() const { return misses_; }
  std::size_t persons_today() const { return persons_.size(); }
  std::int64_t questions_today() const { return questions_; }
  bool Owes(absl::Duration steady) const { return paid_at_ > steady; }

  // Forgets the day before, if it is another; all that asks does so too.
  void BeginDay(absl::CivilDay day);

 private:
  absl::Duration MissReturnsAfter() const { return absl::Hours(24) / limits_.misses_a_day; }
  void Add(const AskedAbout& asked, const AskedWhen& when);
  // A budget and a call beyond it are the most that anybody comes to owe.
  void ForgiveBeyondTwice(absl::Duration steady);

  policy::QuestionLimits limits_;
  absl::Duration paid_at_ = -absl::InfiniteDuration();  // steady: when all misses are made good
  absl::CivilDay day_;
  std::int64_t questions_ = 0;  // of that day, as all below
  std::int64_t misses_ = 0;
  bool refused_for_misses_ = false;
  bool alarmed_ = false;
  absl::flat_hash_set<std::uint64_t> persons_;  // hashes of subject and case
  absl::flat_hash_map<std::uint64_t, std::size_t> persons_of_cases_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_ASKER_H_
