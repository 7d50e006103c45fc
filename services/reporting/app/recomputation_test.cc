// The projection against a recomputation from scratch, after each of 2,000 random events.
//
// The recomputation keeps the plain events and derives every figure anew and in another way: it
// replays each member to the day asked about, counts persons (not differences), and walks up from
// each person's organisation by name. Then the same streams, cut differently, fill an empty store,
// which must come out equal byte for byte.
//
// MINGCE_TEST_SEED=<number> repeats a run.

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/numbers.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/projection_for_tests.h"

namespace mingce::reporting {
namespace {

constexpr int kEvents = 2000;
constexpr int kMaxOrganizations = 40;
constexpr int kMaxMembers = 300;

// SplitMix64: small, and the same numbers for a seed everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  int Below(int limit) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<int>((z ^ (z >> 31)) % static_cast<std::uint64_t>(limit));
  }
  bool OneIn(int n) { return Below(n) == 0; }

 private:
  std::uint64_t state_;
};

std::uint64_t Seed() {
  std::uint64_t seed = 0;
  const char* given = std::getenv("MINGCE_TEST_SEED");
  if (given == nullptr || !absl::SimpleAtoi(given, &seed)) {
    seed = absl::Hash<std::string>()(NewUuid());
  }
  std::printf("MINGCE_TEST_SEED=%llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  return seed;
}

// Everything that happened, as plainly as it can be kept.
struct History {
  std::map<std::string, Organization> organizations;
  std::vector<MembersEvent> members;
  std::optional<Campaign> campaign;
  std::optional<QuotaPlan> plan;
};

// counted / target in hundredths of a percent, by long division, digit for digit.
std::int64_t Percent(std::int64_t counted, std::int64_t target) {
  std::int64_t result = counted / target;
  std::int64_t rest = counted % target;
  for (int digit = 0; digit < 4; ++digit) {
    rest *= 10;
    result = result * 10 + rest / target;
    rest %= target;
  }
  if (rest * 2 >= target) ++result;
  return counted < target ? std::min<std::int64_t>(result, 9999) : result;
}

// The row a person of `organization` counts at: -1 for none.
int RowOf(const History& history, std::string organization) {
  std::set<std::string> been;
  while (been.insert(organization).second) {
    for (std::size_t i = 0; i < history.plan->quotas.size(); ++i) {
      if (history.plan->quotas[i].organization.text() == organization) return static_cast<int>(i);
    }
    const auto known = history.organizations.find(organization);
    if (known == history.organizations.end() || !known->second.parent) return -1;
    organization = known->second.parent->text();
  }
  return -1;
}

// Row of the plan (-1: none, -2: the whole county) → counts, at the end of `day`.
std::map<int, Counts> CountPersons(const History& history, absl::CivilDay day) {
  std::map<std::string, Membership> persons;
  for (const MembersEvent& event : history.members) {
    if (event.day <= day) persons.insert_or_assign(event.member.text(), event.membership);
  }
  std::map<std::string, int> rows;
  std::map<int, Counts> result;
  for (const auto& [member, membership] : persons) {
    const std::string organization = membership.organization.text();
    if (rows.count(organization) == 0) rows[organization] = RowOf(history, organization);
    const auto known = history.organizations.find(organization);
    const bool closed = known != history.organizations.end() && known->second.closed;
    for (const int line : {rows[organization], -2}) {
      Counts& counts = result[line];
      counts.registered += 1;
      if (membership.complete) counts.complete += 1;
      if (membership.verified) counts.verified += 1;
      if (!membership.retained && !closed) counts.counted += 1;
    }
  }
  return result;
}

void ExpectSame(const History& history, const Projection& projection,
                std::optional<absl::CivilDay> as_of) {
  const auto moment = projection.Snapshot();
  const absl::StatusOr<CampaignAttainment> read = ReadAttainment(*moment, CampaignId("c"), as_of);
  if (!history.campaign.has_value() || !history.plan.has_value()) {
    ASSERT_THAT(read, StatusIs(absl::StatusCode::kNotFound));
    return;
  }
  ASSERT_THAT(read, IsOk());
  const absl::CivilDay day = as_of.value_or(absl::CivilDay(9999, 12, 31));
  const absl::CivilDay due = history.campaign->entry_due_on;
  std::map<int, Counts> wanted = CountPersons(history, day);
  std::map<int, Counts> on_time = CountPersons(history, day < due ? day : due);
  const Attainment& got = read->attainment;
  ASSERT_EQ(read->quota_revision, history.plan->revision);
  ASSERT_EQ(got.units.size(), history.plan->quotas.size());
  std::int64_t allocated = 0;
  Counts lines = wanted[-1];
  for (std::size_t i = 0; i < got.units.size(); ++i) {
    const int line = static_cast<int>(i);
    const Quota& quota = history.plan->quotas[i];
    allocated += quota.target;
    lines += wanted[line];
    EXPECT_EQ(got.units[i].quota, quota);
    EXPECT_EQ(got.units[i].counts, wanted[line]);
    EXPECT_EQ(got.units[i].counted_on_time, on_time[line].counted);
    EXPECT_EQ(got.units[i].attainment_hundredths, Percent(wanted[line].counted, quota.target));
    EXPECT_EQ(got.units[i].on_time, on_time[line].counted >= quota.target);
  }
  EXPECT_EQ(got.county.target, history.campaign->target);
  EXPECT_EQ(got.county.allocated, allocated);
  EXPECT_EQ(got.county.unallocated, history.campaign->target - allocated);
  EXPECT_EQ(got.county.counts, wanted[-2]);
  EXPECT_EQ(got.county.outside_units, wanted[-1]);
  EXPECT_EQ(lines, wanted[-2]);  // the lines add up
  EXPECT_EQ(got.county.counted_on_time, on_time[-2].counted);
  EXPECT_EQ(got.county.attainment_hundredths,
            Percent(wanted[-2].counted, history.campaign->target));
  EXPECT_EQ(got.county.on_time, on_time[-2].counted >= history.campaign->target);
}

RegistryChange RandomRegistryChange(Dice* dice, History* history) {
  const int kind = dice->Below(10);
  if (kind == 0) return NothingToProject{};
  if (kind == 1 || !history->plan.has_value()) {
    QuotaPlan plan{.revision = history->plan.has_value() ? history->plan->revision + 1 : 1,
                   .quotas = {}};
    for (int i = 1; i < kMaxOrganizations; ++i) {
      if (dice->OneIn(4)) plan.quotas.push_back(TestQuota(i, 1 + dice->Below(30)));
    }
    history->plan = plan;
    return QuotaPlanRevised{CampaignId("c"), plan};
  }
  // Created, moved (a circle now and then: figures must survive one), closed or renamed.
  const int number = 1 + dice->Below(kMaxOrganizations - 1);
  const auto known = history->organizations.find(Org(number).text());
  OrganizationChanged change = TestOrganization(number, dice->Below(kMaxOrganizations));
  if (known != history->organizations.end()) {
    if (!dice->OneIn(3)) change.organization.parent = known->second.parent;
    change.organization.closed = known->second.closed || dice->OneIn(10);
    if (dice->OneIn(20)) change.organization.closed = false;
  }
  history->organizations[change.id.text()] = change.organization;
  return change;
}

MembersEvent RandomMembersEvent(Dice* dice, absl::CivilDay day, History* history) {
  MembersEvent event{.sequence = history->members.size() + 1,
                     .day = day,
                     .member = MemberId(absl::StrCat("m", dice->Below(kMaxMembers))),
                     .membership = {.organization = Org(dice->Below(kMaxOrganizations + 3)),
                                    .retained = dice->OneIn(5),
                                    .complete = dice->OneIn(2),
                                    .verified = dice->OneIn(2)}};
  // Half of the updates stay where the member is.
  for (auto past = history->members.rbegin(); past != history->members.rend(); ++past) {
    if (past->member != event.member) continue;
    if (dice->OneIn(2)) event.membership.organization = past->membership.organization;
    break;
  }
  history->members.push_back(event);
  return event;
}

// Applies `events` in answers of random length.
template <typename Event, typename Apply>
void ApplyCut(Dice* dice, const std::vector<Event>& events, Apply apply) {
  for (std::size_t begin = 0; begin < events.size();) {
    const std::size_t length =
        std::min<std::size_t>(static_cast<std::size_t>(1 + dice->Below(60)), events.size() - begin);
    ASSERT_THAT(apply(absl::MakeConstSpan(events).subspan(begin, length)), IsOk());
    begin += length;
  }
}

TEST(RecomputationTest, TheProjectionIsTheRecomputationAtEveryEvent) {
  Dice dice(Seed());
  TestProjection test;
  History history;
  std::vector<RegistryEvent> registry;
  absl::CivilDay day(2019, 11, 15);
  const auto add = [&](RegistryChange change) {
    registry.push_back({.sequence = registry.size() + 1, .change = change});
    return test.Registry(std::move(change));
  };
  for (int i = 0; i < kEvents && !HasFailure(); ++i) {
    if (dice.OneIn(60)) day += 1 + dice.Below(2);
    if (i == 50) {  // members may come before anything of the registry has
      history.campaign = TestCampaign().campaign;
      ASSERT_THAT(add(TestCampaign()), IsOk());
    } else if (dice.OneIn(5)) {
      ASSERT_THAT(add(RandomRegistryChange(&dice, &history)), IsOk());
    } else {
      const MembersEvent event = RandomMembersEvent(&dice, day, &history);
      ASSERT_THAT(test.Member(event.day, event.member.text(), event.membership), IsOk());
    }
    ExpectSame(history, *test.projection, std::nullopt);
    ExpectSame(history, *test.projection, absl::CivilDay(2019, 11, 14) + dice.Below(30));
  }
  ASSERT_FALSE(HasFailure());
  EXPECT_GT(day, absl::CivilDay(2019, 11, 30)) << "the run never passed the due day";

  TestProjection rebuilt;
  ApplyCut(&dice, history.members, [&](absl::Span<const MembersEvent> answer) {
    return rebuilt.projection->ApplyMembers(answer, CursorAt("em", answer.back().sequence));
  });
  ApplyCut(&dice, registry, [&](absl::Span<const RegistryEvent> answer) {
    return rebuilt.projection->ApplyRegistry(answer, CursorAt("er", answer.back().sequence));
  });
  EXPECT_GT(rebuilt.Contents().size(), 100u);
  EXPECT_EQ(rebuilt.Contents(), test.Contents());
}

}  // namespace
}  // namespace mingce::reporting
