#include "services/members/domain/asker.h"

#include <algorithm>
#include <utility>

#include "absl/hash/hash.h"

namespace mingce::members {
namespace {

std::uint64_t HashOf(const AskedAbout& asked) {
  return absl::HashOf(asked.subject, asked.case_tag);
}

}  // namespace

void Asker::BeginDay(absl::CivilDay day) {
  if (day == day_) return;
  day_ = day;
  questions_ = 0;
  misses_ = 0;
  refused_for_misses_ = false;
  alarmed_ = false;
  persons_.clear();
  persons_of_cases_.clear();
}

void Asker::SetLimits(const policy::QuestionLimits& limits, absl::Duration steady) {
  if (limits == limits_) return;
  if (Owes(steady)) {
    const absl::Duration owed = paid_at_ - steady;
    paid_at_ = steady + owed * limits_.misses_a_day / limits.misses_a_day;
  }
  limits_ = limits;
  ForgiveBeyondTwice(steady);
}

void Asker::ForgiveBeyondTwice(absl::Duration steady) {
  paid_at_ = std::min(paid_at_, steady + 2 * limits_.misses_at_once * MissReturnsAfter());
}

std::optional<OverBudget> Asker::MayAsk(std::size_t persons, const AskedWhen& now) {
  BeginDay(now.day);
  // Larger than a whole budget, a call would be refused tomorrow too, or miss more than it may.
  const std::pair<std::int32_t, Budget> least =
      std::min({std::pair(limits_.misses_at_once, Budget::kMisses),
                std::pair(limits_.persons_a_day, Budget::kPersonsADay),
                std::pair(limits_.persons_a_case, Budget::kPersonsACase)});
  if (persons > static_cast<std::size_t>(least.first)) {
    return OverBudget{
        .budget = least.second, .retry_after = std::nullopt, .most_in_call = least.first};
  }
  // One miss has to be left.
  const absl::Duration owed = paid_at_ - now.steady;
  const absl::Duration most = (limits_.misses_at_once - 1) * MissReturnsAfter();
  if (owed > most) {
    refused_for_misses_ = true;
    return OverBudget{.budget = Budget::kMisses, .retry_after = owed - most};
  }
  return std::nullopt;
}

std::optional<OverBudget> Asker::Count(const std::vector<AskedAbout>& asked, const AskedWhen& now) {
  BeginDay(now.day);
  std::size_t persons = 0;
  absl::flat_hash_map<std::uint64_t, std::size_t> of_cases;
  for (const AskedAbout& one : asked) {
    if (persons_.contains(HashOf(one))) continue;
    ++persons;
    if (!one.case_tag.empty()) ++of_cases[absl::HashOf(one.case_tag)];
  }
  // Whom it knows it may ask about, with however few it has to do from now on.
  if (persons > 0 && persons_.size() + persons > static_cast<std::size_t>(limits_.persons_a_day)) {
    return OverBudget{.budget = Budget::kPersonsADay, .retry_after = now.until_tomorrow};
  }
  for (const auto& [tag, more] : of_cases) {
    const auto known = persons_of_cases_.find(tag);
    const std::size_t before = known == persons_of_cases_.end() ? 0 : known->second;
    if (before + more > static_cast<std::size_t>(limits_.persons_a_case)) {
      return OverBudget{.budget = Budget::kPersonsACase, .retry_after = now.until_tomorrow};
    }
  }
  for (const AskedAbout& one : asked) Add(one, now);
  return std::nullopt;
}

void Asker::CountPast(const AskedAbout& asked, const AskedWhen& when) {
  BeginDay(when.day);
  Add(asked, when);
  ForgiveBeyondTwice(when.steady);
}

void Asker::Add(const AskedAbout& asked, const AskedWhen& when) {
  ++questions_;
  if (asked.missed) {
    ++misses_;
    paid_at_ = std::max(paid_at_, when.steady) + MissReturnsAfter();
  }
  const bool is_new = persons_.insert(HashOf(asked)).second;
  if (is_new && !asked.case_tag.empty()) ++persons_of_cases_[absl::HashOf(asked.case_tag)];
}

bool Asker::TakeAlarm() {
  const bool often = questions_ >= kLeastForAlarm && 2 * misses_ > questions_;
  if (!often && !refused_for_misses_) return false;
  return !std::exchange(alarmed_, true);
}

}  // namespace mingce::members
