// Events at random, and what they say found by looking through all of them: the mirror is compared
// with that.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_REPLAY_FOR_TEST_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_REPLAY_FOR_TEST_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/registry/mirror/events_for_test.h"
#include "services/registry/mirror/facts.h"

namespace mingce::registry::mirror {

inline constexpr int kOrganizations = 12;
inline const absl::CivilDay kFirstDay(2019, 11, 1);
inline const absl::Time kStart = StartOfDay(kFirstDay);

inline std::string Id(int n) { return absl::StrFormat("%026d", n); }
inline std::string Code(int n) { return absl::StrFormat("81439999%09dX", n); }

// Events at random: organisations that move, close, swap codes; plans; grants; blocked identities.
class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : random_(seed) {}

  feed::v1::Event Next() {
    ++sequence_;
    switch (Draw(10)) {
      case 0:
        return Plan();
      case 1:
        return Grant();
      case 2:
        return Block();
      default:
        return Version();
    }
  }

  int Draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  std::mt19937_64& random() { return random_; }

 private:
  absl::Time recorded() const { return kStart + absl::Minutes(static_cast<int>(sequence_)); }

  feed::v1::Event Version() {
    const int n = Draw(kOrganizations);
    Organization organization;
    if (n > 0) organization.parent = Id(Draw(n));
    organization.union_name = absl::StrCat("第", Draw(4), "工会");
    organization.unit_name = absl::StrCat("第", n, "单位");
    if (Draw(2) == 0) organization.aliases = {absl::StrCat("简称", Draw(3))};
    if (Draw(3) > 0) organization.union_uscc = Code(Draw(5));
    organization.closed = Draw(5) == 0;
    organization.collected = Draw(2) == 0;
    if (Draw(2) == 0) organization.established_on = absl::CivilDay(2001, 2, 3);
    const OrganizationVersion version{.id = Id(n),
                                      .version = {.day = kFirstDay + Draw(10),
                                                  .revision = ++revisions_[n],
                                                  .recorded = recorded(),
                                                  .value = organization}};
    switch (Draw(4)) {
      case 0:
        return EventOf<events::v1::OrganizationCreated>(version, sequence_);
      case 1:
        return EventOf<events::v1::OrganizationMoved>(version, sequence_);
      case 2:
        return EventOf<events::v1::OrganizationClosed>(version, sequence_);
      default:
        return EventOf(version, sequence_);
    }
  }

  feed::v1::Event Plan() {
    events::v1::QuotaPlanSet plan;
    plan.set_campaign("campaigns/c");
    plan.set_revision(++plan_revision_);
    SetDate(kFirstDay + Draw(10), plan.mutable_effective_on());
    events::v1::QuotaPlanSet::Quota& quota = *plan.add_quotas();
    quota.set_target(Draw(100));
    quota.set_organization("organizations/" + Id(0));
    return EventOf(plan, recorded(), sequence_);
  }

  feed::v1::Event Grant() {
    const int n = Draw(6);
    // Of some more than by default, of others less, of the last identity none.
    const int misses = n % 3 == 2 ? 0 : n < 3 ? 5'000 + n : 10 + n;
    return EventOf({.id = absl::StrCat("g", n),
                    .identity = absl::StrCat("spiffe://t/user/", n % 3),
                    .role = n == 4 ? mingce::policy::v1::AUDITOR : mingce::policy::v1::COLLECTOR,
                    .organization = {},
                    .from = kFirstDay + n,
                    .until = std::nullopt,
                    .revoked = !given_.insert(n).second && Draw(2) == 0,
                    .question_limits = {.misses_at_once = misses}},
                   recorded(), sequence_);
  }

  feed::v1::Event Block() {
    events::v1::IdentityBlocked data;
    data.set_identity(absl::StrCat("spiffe://t/user/", Draw(3)));
    data.set_blocked(Draw(2) == 0);
    return EventOf(data, recorded(), sequence_);
  }

  std::mt19937_64 random_;
  std::uint64_t sequence_ = 0;
  std::map<int, std::int64_t> revisions_;
  std::int64_t plan_revision_ = 0;
  std::set<int> given_;
};

// What the events say, found by looking through all of them for each question.
class NaiveReplay {
 public:
  explicit NaiveReplay(const std::vector<feed::v1::Event>& events) {
    for (const feed::v1::Event& event : events) facts_.push_back(**ReadEvent(event));
  }

  template <typename Versioned>
  const Versioned* On(const std::string& subject, absl::CivilDay day) const {
    const Versioned* best = nullptr;
    for (const Fact& fact : facts_) {
      const auto* candidate = std::get_if<Versioned>(&fact.what);
      if (candidate == nullptr || fact.place.subject != subject || candidate->version.day > day) {
        continue;
      }
      if (best == nullptr || std::pair(best->version.day, best->version.revision) <
                                 std::pair(candidate->version.day, candidate->version.revision)) {
        best = candidate;
      }
    }
    return best;
  }

  // Those that bear the code, one in force if there is one.
  std::set<std::string> BearersOf(const std::string& code, absl::CivilDay day) const {
    std::set<std::string> open;
    std::set<std::string> closed;
    for (int n = 0; n < kOrganizations; ++n) {
      const auto* version = On<OrganizationVersion>(Id(n), day);
      if (version == nullptr || version->version.value.union_uscc != code) continue;
      (version->version.value.closed ? closed : open).insert(Id(n));
    }
    if (open.empty() && closed.empty()) return {""};
    return open.empty() ? closed : open;
  }

  bool IsBlocked(const std::string& identity) const {
    const Blocking* newest = nullptr;
    for (const Fact& fact : facts_) {
      const auto* blocking = std::get_if<Blocking>(&fact.what);
      if (blocking == nullptr || blocking->identity != identity) continue;
      if (newest == nullptr || newest->sequence < blocking->sequence) newest = blocking;
    }
    return newest != nullptr && newest->blocked;
  }

  // By grants of COLLECTOR.
  std::int32_t MissesAtOnce(const std::string& identity, absl::CivilDay day) const {
    std::int32_t largest = 0;
    for (const Fact& fact : facts_) {
      const auto* role = std::get_if<RoleGrant>(&fact.what);
      if (role == nullptr || role->identity != identity || role->from > day ||
          role->role != mingce::policy::v1::COLLECTOR || !Stands(role->id)) {
        continue;
      }
      const std::int32_t own = role->question_limits.misses_at_once;
      largest = std::max(largest, own == 0 ? 2'000 : own);
    }
    return largest == 0 || IsBlocked(identity) ? 2'000 : largest;
  }

  bool Stands(const std::string& grant) const {
    bool given = false;
    for (const Fact& fact : facts_) {
      const auto* role = std::get_if<RoleGrant>(&fact.what);
      if (role == nullptr || role->id != grant) continue;
      if (role->revoked) return false;
      given = true;
    }
    return given;
  }

 private:
  std::vector<Fact> facts_;
};

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_REPLAY_FOR_TEST_H_
