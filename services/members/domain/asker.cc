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

std::optional<OverBudget> Asker::MayAsk(const AskedWhen& now) {
  BeginDay(now.day);
  // One miss has to be left.
  const absl::Duration owed = paid_at_ - now.steady;
  const absl::Duration most = (limits_->misses - 1) * limits_->miss_returns_after;
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
  if (persons_.size() + persons > limits_->persons_a_day) {
    return OverBudget{.budget = Budget::kPersonsADay, .retry_after = now.until_tomorrow};
  }
  for (const auto& [tag, more] : of_cases) {
    const auto known = persons_of_cases_.find(tag);
    const std::size_t before = known == persons_of_cases_.end() ? 0 : known->second;
    if (before + more > limits_->persons_a_case) {
      return OverBudget{.budget = Budget::kPersonsACase, .retry_after = now.until_tomorrow};
    }
  }
  for (const AskedAbout& one : asked) Add(one, now);
  return std::nullopt;
}

void Asker::CountPast(const AskedAbout& asked, const AskedWhen& when) {
  BeginDay(when.day);
  Add(asked, when);
}

void Asker::Add(const AskedAbout& asked, const AskedWhen& when) {
  ++questions_;
  if (asked.missed) {
    ++misses_;
    paid_at_ = std::max(paid_at_, when.steady) + limits_->miss_returns_after;
  }
  const bool is_new = persons_.insert(HashOf(asked)).second;
  if (is_new && !asked.case_tag.empty()) ++persons_of_cases_[absl::HashOf(asked.case_tag)];
}

bool Asker::TakeAlarm() {
  const bool often = questions_ >= limits_->least_for_alarm && 2 * misses_ > questions_;
  if (!often && !refused_for_misses_) return false;
  return !std::exchange(alarmed_, true);
}

}  // namespace mingce::members
