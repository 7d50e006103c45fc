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

namespace mingce::members {

// Of every caller alike. One that needs others is a fact of the registry, once it has such.
struct QuestionLimits {
  // So often a caller may be wrong at once, and once more each time so long has passed: 2,880 times
  // a day.
  std::int64_t misses = 2'000;
  absl::Duration miss_returns_after = absl::Seconds(30);
  // Persons, each counted once a day and case. A day is Beijing's.
  std::size_t persons_a_day = 20'000;
  std::size_t persons_a_case = 1'000;  // that day: a full batch
  // More misses than other questions in a day, of at least so many, are an alarm.
  std::int64_t least_for_alarm = 200;
};

// A question that was answered.
struct AskedAbout {
  std::string subject;   // opaque: the same for the same person or unknown number
  std::string case_tag;  // "": asked without a case, whose persons are not limited
  bool missed = false;   // nobody was found under number and name
};

enum class Budget { kMisses, kPersonsADay, kPersonsACase };

// What is used up, and when to come back.
struct OverBudget {
  Budget budget;
  absl::Duration retry_after;
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
  // `limits` outlives it.
  explicit Asker(const QuestionLimits* limits) : limits_(limits) {}

  // Whether anything may be asked, before it is known what the answer would be. What is wrong in
  // one call may exceed what is left, since a refusal would tell how much of it was: it is a debt.
  std::optional<OverBudget> MayAsk(const AskedWhen& now);

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
  void Add(const AskedAbout& asked, const AskedWhen& when);

  const QuestionLimits* limits_;
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
