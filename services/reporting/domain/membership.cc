#include "services/reporting/domain/membership.h"

#include <algorithm>
#include <tuple>

namespace mingce::reporting {
namespace {

void Append(absl::Time recorded, absl::CivilDay from, const Membership* membership, int times,
            std::vector<Difference>* differences) {
  if (membership == nullptr) return;
  const Counts counts = ContributionOf(*membership);
  if (counts.IsZero()) return;
  differences->push_back({.recorded = recorded,
                          .organization = membership->organization,
                          .since = membership->since,
                          .from = from,
                          .counts = times < 0 ? -counts : counts});
}

}  // namespace

Counts ContributionOf(const Membership& membership) {
  if (membership.state == MembershipState::kEnded) return {};
  return {.registered = 1,
          .complete = membership.complete ? 1 : 0,
          .verified = membership.verified ? 1 : 0,
          .counted = membership.state == MembershipState::kActive ? 1 : 0};
}

bool IsDoubtful(const MembershipTimeline& membership) {
  return std::any_of(membership.versions().begin(), membership.versions().end(),
                     [](const auto& version) { return version.suspect_since != 0; });
}

MembershipTimeline Believed(const MembershipTimeline& membership, const Knowledge& knowledge) {
  MembershipTimeline believed;
  for (const history::Version<Membership>& version : membership.versions()) {
    if (knowledge.Believes(Feed::kMembers, version)) believed.Add(version);
  }
  return believed;
}

Change ChangeOf(const Difference& difference) {
  return {.recorded = absl::ToUnixMicros(difference.recorded),
          .since = NumberOf(difference.since),
          .from = NumberOf(difference.from),
          .sum = Sum::Of(difference.counts)};
}

void AppendDifferences(const MembershipTimeline& membership, int times,
                       std::vector<Difference>* differences) {
  const std::vector<history::Version<Membership>>& versions = membership.versions();
  if (versions.size() == 1) {  // nearly all of them
    const history::Version<Membership>& only = versions.front();
    return Append(only.recorded, only.day, &only.value, times, differences);
  }
  // In the order in which they became known: then each prefix is what was known at its end.
  std::vector<const history::Version<Membership>*> known;
  known.reserve(versions.size());
  for (const history::Version<Membership>& version : versions) known.push_back(&version);
  std::sort(known.begin(), known.end(), [](const auto* a, const auto* b) {
    return std::tie(a->recorded, a->revision, a->day) < std::tie(b->recorded, b->revision, b->day);
  });
  MembershipTimeline until_then;
  for (const history::Version<Membership>* version : known) {
    for (const history::Transition<Membership>& change : history::EffectOf(until_then, *version)) {
      Append(version->recorded, change.day, change.before, -times, differences);
      Append(version->recorded, change.day, change.after, times, differences);
    }
    until_then.Add(*version);
  }
}

void Consolidate(std::vector<Difference>* differences) {
  const auto key = [](const Difference& one) {
    return std::tie(one.recorded, one.organization, one.since, one.from);
  };
  std::sort(differences->begin(), differences->end(),
            [&key](const Difference& a, const Difference& b) { return key(a) < key(b); });
  auto to = differences->begin();
  for (auto from = differences->begin(); from != differences->end();) {
    Difference sum = *from;
    for (++from; from != differences->end() && key(*from) == key(sum); ++from) {
      sum.counts += from->counts;
    }
    if (!sum.counts.IsZero()) *to++ = sum;
  }
  differences->erase(to, differences->end());
}

}  // namespace mingce::reporting
