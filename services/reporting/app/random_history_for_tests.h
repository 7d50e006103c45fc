// A history as a county would have it, only wilder: late and early entries, moves in circles,
// closings, reopenings, plans for other days, several versions of one change. For tests only.

#ifndef MINGCE_SERVICES_REPORTING_APP_RANDOM_HISTORY_FOR_TESTS_H_
#define MINGCE_SERVICES_REPORTING_APP_RANDOM_HISTORY_FOR_TESTS_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/reporting/app/projection_for_tests.h"
#include "services/reporting/app/recomputation_for_tests.h"

namespace mingce::reporting {

inline constexpr int kOrganizations = 60;
inline constexpr int kMembers = 2500;

// Makes events one by one and keeps them, for the projection and for the recomputation.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : random_(seed) {
    registry.push_back({.sequence = 1, .change = TestCampaign()});
    AddPlan(absl::CivilDay(2019, 10, 1));
  }

  int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint64_t>(limit)); }
  bool OneIn(int n) { return Below(n) == 0; }
  std::size_t size() const { return registry.size() + members.size(); }

  // One more event of either feed. `steps_back`: the clock is set back now and then.
  void Step(bool steps_back) {
    if (!OneIn(4)) now += absl::Microseconds(Below(1'100'000'000));  // others share their moment
    if (steps_back && OneIn(1000)) now -= absl::Hours(Below(40));
    // As the ledgers mark it. Both machines have one clock here.
    if (now < spell_newest_ - absl::Minutes(1)) {
      since_ = {registry.size() + 1, members.size() + 1};
      spell_newest_ = now;
    }
    spell_newest_ = std::max(spell_newest_, now);
    is_suspect_ = now < newest - absl::Minutes(1);
    newest = std::max(newest, now);
    if (OneIn(100) && since_[0] != 0) {
      ConfirmAClock();
    } else if (OneIn(200)) {
      AddPlan(SomeDay());
    } else if (OneIn(6)) {
      AddOrganization();
    } else {
      AddMember();
    }
  }

  // A day near now: mostly today or in the past, sometimes to come.
  absl::CivilDay SomeDay() {
    const absl::CivilDay today = BeijingDay(now);
    if (OneIn(2)) return today;
    return OneIn(5) ? today + Below(20) : today - Below(40);
  }

  // Any moment of the history, some of them the very moments at which something was recorded.
  absl::Time SomeMoment() {
    if (OneIn(3)) {
      const MembersEvent& event =
          members[static_cast<std::size_t>(Below(static_cast<int>(members.size())))];
      return event.version->dates.recorded;
    }
    if (OneIn(3)) return StartOfDay(SomeDay() - 1) - absl::Microseconds(1);
    return now - absl::Hours(Below(24 * 70));
  }

  std::vector<RegistryEvent> registry;
  std::vector<MembersEvent> members;
  Recomputation plain{TestCampaign().campaign,
                      Noon(11, 30) + absl::Hours(12) - absl::Microseconds(1)};
  absl::Time now = Noon(10, 1);
  absl::Time newest = Noon(10, 1);

 private:
  Dates DatesOf(absl::CivilDay day, std::int64_t* revision, Feed feed) {
    return {.day = day,
            .revision = ++*revision,
            .recorded = now,
            .suspect_since = is_suspect_ ? since_[IndexOf(feed)] : 0};
  }

  // One of the spells so far, of either feed; again, it may be.
  void ConfirmAClock() {
    set_backs_.insert(absl::StrCat("er-", since_[0]));
    set_backs_.insert(absl::StrCat("em-", since_[1]));
    const ClockConfirmed confirmed{
        .event = *std::next(set_backs_.begin(), Below(static_cast<int>(set_backs_.size()))),
        .recorded = now};
    if (!confirmed_.insert(confirmed.event).second) return;  // the registry says it once
    plain.Add(confirmed);
    registry.push_back({.sequence = registry.size() + 1, .change = confirmed});
  }

  void AddPlan(absl::CivilDay day) {
    const Dates dates = DatesOf(day, &plan_revision_, Feed::kRegistry);
    std::vector<Quota> quotas;
    for (int i = 1; i < kOrganizations; ++i) {
      if (OneIn(4)) quotas.push_back(TestQuota(i, 1 + Below(60)));
    }
    const QuotaPlanSet set = TestPlan(dates, std::move(quotas));
    plain.Add(set);
    registry.push_back({.sequence = registry.size() + 1, .change = set});
  }

  void AddOrganization() {
    const int number = Below(kOrganizations);
    std::int64_t& revision = organization_revisions_[number];
    // Mostly a tree, a circle now and then: figures must survive one.
    const int parent = OneIn(40) ? Below(kOrganizations) : Below(number + 1) / 2;
    OrganizationVersion version = TestOrganization(number, parent, OneIn(6), {});
    version.dates =
        DatesOf(revision == 0 ? absl::CivilDay(2019, 9, 1) : SomeDay(), &revision, Feed::kRegistry);
    for (int more = OneIn(8) ? 1 : 0; more >= 0; --more) {
      plain.Add(version);
      registry.push_back({.sequence = registry.size() + 1, .change = version});
      version.dates.day += 1 + Below(9);  // the later version that the same change makes
    }
  }

  void AddMember() {
    const int number = Below(kMembers);
    std::int64_t& revision = member_revisions_[number];
    MembershipVersion version =
        TestMember(absl::StrCat("m", number), Below(kOrganizations + 2), {});
    const bool begins = revision == 0;
    version.dates = DatesOf(begins ? BeijingDay(now) : SomeDay(), &revision, Feed::kMembers);
    const int state = Below(12);
    version.state = state == 0   ? MembershipState::kEnded
                    : state == 1 ? MembershipState::kRetained
                                 : MembershipState::kActive;
    version.complete = OneIn(2);
    version.verified = OneIn(3);
    for (int more = !begins && OneIn(4) ? 1 : 0; more >= 0; --more) {
      plain.Add(version);
      members.push_back({.sequence = members.size() + 1, .begins = begins, .version = version});
      version.dates.day += 1 + Below(9);
    }
  }

  std::mt19937_64 random_;
  std::int64_t plan_revision_ = 0;
  std::array<std::uint64_t, 2> since_ =
      {};  // the first event after the clock was set back, by feed
  absl::Time spell_newest_ = Noon(10, 1);
  bool is_suspect_ = false;
  std::set<std::string> set_backs_;
  std::set<std::string> confirmed_;
  std::map<int, std::int64_t> organization_revisions_;
  std::map<int, std::int64_t> member_revisions_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_APP_RANDOM_HISTORY_FOR_TESTS_H_
