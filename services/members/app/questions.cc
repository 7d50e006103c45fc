#include "services/members/app/questions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/records.h"
#include "lib/policy/roles.h"
#include "services/members/app/errors.h"
#include "services/members/domain/eligibility.h"
#include "services/members/storage/keys.h"

namespace mingce::members {
namespace {

constexpr std::uint8_t kAuditTable = static_cast<std::uint8_t>(Table::kAudit);
constexpr char kNotFound[] = "MEMBER_NOT_FOUND";  // of MemberNotFound, as the log has it

// As long as any budget remembers: nobody owes more than twice what a day makes good.
constexpr absl::Duration kPast = absl::Hours(48);

absl::StatusOr<audit::Entry> DecodeEntry(absl::string_view value) {
  const std::optional<ledger::ChainedRecord> record = ledger::DecodeChained(value);
  if (!record.has_value()) return absl::DataLossError("an audit entry's row is not readable");
  return audit::Decode(record->payload);
}

absl::StatusOr<absl::Time> TimeOfEntry(const kv::Reader& store, std::uint64_t sequence) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row,
                          store.Get(ledger::SequenceKey(kAuditTable, sequence)));
  if (!row.has_value()) return absl::DataLossError("an audit entry is missing");
  MINGCE_ASSIGN_OR_RETURN(const audit::Entry entry, DecodeEntry(*row));
  return absl::FromUnixMicros(entry.time_micros);
}

// The first of the newest entries, up to `last`, that is not older than `since`.
absl::StatusOr<std::uint64_t> FirstSince(const kv::Reader& store, absl::Time since,
                                         std::uint64_t last) {
  std::uint64_t first = last > kMostEntriesRead ? last - kMostEntriesRead + 1 : 1;
  std::uint64_t end = last + 1;
  while (first < end) {
    const std::uint64_t middle = first + (end - first) / 2;
    MINGCE_ASSIGN_OR_RETURN(const absl::Time time, TimeOfEntry(store, middle));
    if (time < since) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first;
}

}  // namespace

std::optional<AskedAbout> AskedIn(const audit::Entry& entry) {
  AskedAbout asked{.subject = entry.subject, .case_tag = entry.case_ref_tag};
  if (asked.subject.empty()) return std::nullopt;
  if (entry.action == "members.LookupMember") {
    asked.missed = entry.decision == kNotFound;
    return asked.missed || entry.decision == "OK" ? std::optional(std::move(asked)) : std::nullopt;
  }
  if (entry.action != "members.CheckEligibility" &&
      entry.action != "members.BatchCheckEligibility") {
    return std::nullopt;
  }
  asked.missed = entry.detail == TextOf(Reason::kNotCollected).code ||
                 entry.detail == TextOf(Reason::kNameMismatch).code;
  return asked;
}

absl::Status Questions::ReadPast(const kv::Reader& store) {
  const absl::Time now = clock_->Now();
  const absl::Duration steady = clock_->SteadyNow();
  MINGCE_ASSIGN_OR_RETURN(const std::uint64_t first,
                          FirstSince(store, now - kPast, ledger_->NewestAudit().sequence));
  MutexLock lock(&mu_);
  auto& askers = askers_;
  absl::Status bad;
  const auto count = [&](absl::string_view, absl::string_view value) {
    const absl::StatusOr<audit::Entry> entry = DecodeEntry(value);
    if (!entry.ok()) {
      bad = entry.status();
      return false;
    }
    const std::optional<AskedAbout> asked = AskedIn(*entry);
    if (!asked.has_value()) return true;
    const absl::Time time = std::min(absl::FromUnixMicros(entry->time_micros), now);
    auto asker = askers.find(entry->actor);
    if (asker == askers.end()) {
      asker = askers.try_emplace(entry->actor, LimitsOf(entry->actor, BeijingDay(now))).first;
    }
    asker->second.CountPast(*asked, {.day = BeijingDay(time),
                                     .until_tomorrow = absl::ZeroDuration(),
                                     .steady = steady - (now - time)});
    return true;
  };
  MINGCE_RETURN_IF_ERROR(store.ScanFrom(std::string(1, static_cast<char>(kAuditTable)),
                                        ledger::SequenceKey(kAuditTable, first), count));
  BeginDay(BeijingDay(now));
  for (auto& [identity, asker] : askers_) asker.TakeAlarm();  // said before the restart
  return bad;
}

void Questions::BeginDay(absl::CivilDay day) {
  day_ = day;
  persons_ = 0;
  const absl::Duration steady = clock_->SteadyNow();
  absl::erase_if(askers_, [&](auto& identity_asker) {
    Asker& asker = identity_asker.second;
    asker.BeginDay(day);
    return asker.questions_today() == 0 && !asker.Owes(steady);
  });
  for (const auto& [identity, asker] : askers_) persons_ += asker.persons_today();
}

AskedWhen Questions::Now() const {
  const absl::Time now = clock_->Now();
  const absl::CivilDay day = BeijingDay(now);
  return {.day = day, .until_tomorrow = StartOfDay(day + 1) - now, .steady = clock_->SteadyNow()};
}

policy::QuestionLimits Questions::LimitsOf(absl::string_view identity, absl::CivilDay day) const {
  return mirror_->Now()->QuestionLimitsOf(identity, day, policy::kAskingPermissions);
}

Asker& Questions::AskerOf(const std::string& identity, const policy::QuestionLimits& limits,
                          const AskedWhen& now) {
  if (now.day != day_) BeginDay(now.day);
  Asker& asker = askers_.try_emplace(identity, limits).first->second;
  asker.SetLimits(limits, now.steady);
  return asker;
}

absl::Status Questions::MayAsk(const std::string& identity, std::size_t persons) {
  const AskedWhen now = Now();
  const policy::QuestionLimits limits = LimitsOf(identity, now.day);
  MutexLock lock(&mu_);
  Asker& asker = AskerOf(identity, limits, now);
  const std::optional<OverBudget> over = asker.MayAsk(persons, now);
  if (!over.has_value()) return absl::OkStatus();
  if (asker.TakeAlarm()) Alarm(identity, asker.misses_today());
  return Refuse(*over);
}

absl::Status Questions::Count(const std::string& identity, const std::vector<AskedAbout>& asked) {
  const AskedWhen now = Now();
  const policy::QuestionLimits limits = LimitsOf(identity, now.day);
  MutexLock lock(&mu_);
  Asker& asker = AskerOf(identity, limits, now);
  if (persons_ + asked.size() > kMostPersonsCounted) {
    return Refuse({.budget = Budget::kPersonsADay, .retry_after = now.until_tomorrow});
  }
  const std::size_t before = asker.persons_today();
  const std::optional<OverBudget> over = asker.Count(asked, now);
  if (over.has_value()) return Refuse(*over);
  persons_ += asker.persons_today() - before;
  totals_.asked += asked.size();
  for (const AskedAbout& one : asked) totals_.missed += one.missed ? 1 : 0;
  if (asker.TakeAlarm()) Alarm(identity, asker.misses_today());
  return absl::OkStatus();
}

absl::Status Questions::Refuse(const OverBudget& over) {
  ++totals_.refused;
  return QuestionsOverBudget(over);
}

void Questions::Alarm(const std::string& identity, std::int64_t misses) const {
  audit::Entry entry{.actor = identity,
                     .action = "members.Questions",
                     .decision = "MISSES_TOO_OFTEN",
                     .count = static_cast<std::uint32_t>(misses)};
  ledger::Command command;
  command.decide = [entry = std::move(entry)](ledger::Transaction& transaction,
                                              audit::Entry*) -> absl::StatusOr<std::string> {
    transaction.AppendAudit(entry);
    return std::string();
  };
  command.done = [](const absl::StatusOr<ledger::Receipt>&) {};
  ledger_->Submit(std::move(command));
}

Questions::Totals Questions::totals() const {
  MutexLock lock(&mu_);
  Totals totals = totals_;
  for (const auto& [identity, asker] : askers_) totals.alarmed += asker.alarmed() ? 1 : 0;
  return totals;
}

}  // namespace mingce::members
