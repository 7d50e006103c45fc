#include "services/members/domain/membership.h"

#include <algorithm>
#include <utility>

namespace mingce::members {
namespace {

// The versions while they are staged: each step sees those before it.
class Staging {
 public:
  Staging(const Memberships& held, absl::Time recorded) : timeline_(held), recorded_(recorded) {}

  const Memberships& timeline() const { return timeline_; }
  std::vector<MembershipVersion> Take() { return std::move(staged_); }

  // One change, of one revision.
  template <typename Change>
  void ChangeFrom(absl::CivilDay day, const Change& change) {
    const auto apply = [&change](Membership* membership) {
      change(membership);
      return absl::OkStatus();
    };
    Add(timeline_.StageFrom(day, recorded_, apply).value());
  }

  void Add(std::vector<MembershipVersion> versions) {
    for (MembershipVersion& version : versions) {
      timeline_.Add(version);
      staged_.push_back(std::move(version));
    }
  }

 private:
  Memberships timeline_;
  const absl::Time recorded_;
  std::vector<MembershipVersion> staged_;
};

// Since when the state of `today` has held.
absl::CivilDay StateSince(const Memberships& held, absl::CivilDay today) {
  const MembershipVersion* version = held.On(today);
  const MembershipState state = version->value.state;
  absl::CivilDay since = version->day;
  for (version = held.On(since - 1); version != nullptr && version->value.state == state;
       version = held.On(since - 1)) {
    since = version->day;
  }
  return since;
}

// The state of `today` began on `since` and should have begun on the later day `day`: in between it was
// what it was before.
std::vector<MembershipVersion> BeginLater(const Memberships& held, absl::CivilDay since,
                                          absl::CivilDay day, absl::Time recorded) {
  const MembershipVersion* before = held.On(since - 1);
  if (before == nullptr) return {};  // it is the state the membership began with
  std::vector<MembershipVersion> versions;
  const std::int64_t revision = held.Newest()->revision + 1;
  const auto stage = [&](absl::CivilDay from, Membership value) {
    versions.push_back(
        {.day = from, .revision = revision, .recorded = recorded, .value = std::move(value)});
  };
  for (absl::CivilDay from = since; from < day;) {
    Membership value = held.On(from)->value;
    value.state = before->value.state;
    stage(from, std::move(value));
    const auto& all = held.versions();
    const auto next = std::find_if(all.begin(), all.end(),
                                   [&](const MembershipVersion& v) { return v.day > from; });
    from = next == all.end() ? day : next->day;
  }
  if (const MembershipVersion* held_then = held.On(day); held_then->day != day) {
    stage(day, held_then->value);
  }
  return versions;
}

}  // namespace

std::vector<MembershipVersion> StageMembership(const Memberships& held, const Membership& changed,
                                               const StateDay& state_day, absl::CivilDay today,
                                               absl::Time recorded) {
  const absl::CivilDay first = held.versions().front().day;
  // A clock set back must not put a change before the membership.
  today = std::max(today, first);
  const auto within = [&](absl::CivilDay day) { return std::clamp(day, first, today); };
  const absl::CivilDay day = within(state_day.day.value_or(today));
  Staging staging(held, recorded);
  if (const Membership& now = held.On(today)->value; now.state != changed.state) {
    staging.ChangeFrom(day, [&](Membership* m) { m->state = changed.state; });
  } else if (state_day.day.has_value()) {
    const absl::CivilDay since = StateSince(held, today);
    const bool corrects = state_day.before.has_value() && within(*state_day.before) == since;
    if (day < since && (corrects || changed.state != MembershipState::kActive)) {
      staging.ChangeFrom(day, [&](Membership* m) { m->state = changed.state; });
    } else if (day > since && corrects) {
      staging.Add(BeginLater(held, since, day, recorded));
    }
  }
  staging.ChangeFrom(today, [&](Membership* m) { *m = changed; });
  return staging.Take();
}

}  // namespace mingce::members
