// What held on a day, and what was known of it at a moment: the versions of one row.
//
// A version says that a value holds from a day on. A later day's version ends it; a higher revision
// of the same day replaces it. Nothing is ever taken out, so a question about a past day, with the
// moment at which somebody asked it, has one answer for good:
//
//     day       03-01        04-01        05-01
//     revision 1  A ------------>
//     revision 2               B ------------->        On(04-10) is B'
//     revision 3        (03-15) A' ->                  On(04-10, before revision 3) is B
//     revision 3               B' ------------>
//
// Revision 3 is a change from 03-15 that was heard of late. It is written into every later version
// that it changes (StageFrom), or the row would forget it on the day of the next version.

#ifndef MINGCE_LIB_HISTORY_TIMELINE_H_
#define MINGCE_LIB_HISTORY_TIMELINE_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace mingce::history {

template <class T>
struct Version {
  absl::CivilDay day;         // holds from the beginning of this day
  std::int64_t revision = 0;  // rises with each change of the row; versions of one change share it
  absl::Time recorded;        // when it became known; does not fall as revisions rise
  // Not 0: that time is suspect, because of a clock that was set back. A question about a moment
  // believes it all the same.
  std::uint64_t suspect_since = 0;
  T value;

  friend bool operator==(const Version&, const Version&) = default;
};

// T is copied and compared with ==. Thread-compatible. Pointers into a Timeline are good until the
// next Add.
template <class T>
class Timeline {
 public:
  // A change of a value in place. An error leaves everything as it was.
  using Change = absl::FunctionRef<absl::Status(T*)>;

  // In any order. False, and nothing happens, where there is one of this day and revision already:
  // a version once made is never changed.
  bool Add(Version<T> version);

  // What held on `day`: of the latest day not after it, the highest revision. nullptr before the
  // first.
  const Version<T>* On(absl::CivilDay day) const;

  // The same of what was recorded at `known_at` or before: what On(day) answered then.
  const Version<T>* On(absl::CivilDay day, absl::Time known_at) const;

  // The highest revision, of these the latest day; nullptr where there is none. Not what holds
  // last: a newer change may hold from an earlier day.
  const Version<T>* Newest() const;

  // What held on the earliest day of all, as it is known now; nullptr where there is none.
  const Version<T>* First() const;

  // By day, then revision.
  const std::vector<Version<T>>& versions() const { return versions_; }
  bool empty() const { return versions_.empty(); }

  // The versions that a change holding from `day` makes, by day, all of the revision after the
  // newest. Adds nothing: once they are added, On(d) is, for every d from `day` on, what it was,
  // with the change applied, and On(d, k) stays as it was for every d and every k before
  // `recorded`. Days on which the change changes nothing get no version; empty where there is none
  // that it changes.
  //
  // Before the first version nothing is known. A change from such a day is taken to say that the
  // first version's value held then already, but for the change: it is the base of the version at
  // `day`.
  //
  // `recorded` is not before the newest version's. Errors: those of `change`; INTERNAL where there
  // is no version at all.
  absl::StatusOr<std::vector<Version<T>>> StageFrom(absl::CivilDay day, absl::Time recorded,
                                                    Change change) const;

 private:
  typename std::vector<Version<T>>::const_iterator After(absl::CivilDay day) const {
    return std::upper_bound(versions_.begin(), versions_.end(), day,
                            [](absl::CivilDay d, const Version<T>& v) { return d < v.day; });
  }

  std::vector<Version<T>> versions_;  // by day, then revision
};

// From `day` on, `after` holds where `before` did; nullptr: nothing. They are the timeline's and
// the version's own values, good as long as those are left alone.
template <class T>
struct Transition {
  absl::CivilDay day;
  const T* before;
  const T* after;
};

// What adding `version` to `timeline` changes, as transitions by day: none, one at version.day, or
// two, the other one back to `before` on the day of the next later version, from which on nothing
// changes. So figures that depend on a day can be kept as sums of differences: whoever counts, at
// each transition's day, `after` in and `before` out, has counted, over all days not after D,
// exactly On(D); and over those recorded at K or before, exactly On(D, K), as long as versions
// arrive in the order in which they were recorded. Within that they may come with days in any
// order. A version that is there already, that a higher revision of its day hides, or that says
// what held anyway has no transitions. Call it before Add.
template <class T>
std::vector<Transition<T>> EffectOf(const Timeline<T>& timeline, const Version<T>& version) {
  const Version<T>* held = timeline.On(version.day);
  if (held != nullptr && held->day == version.day && held->revision >= version.revision) return {};
  const T* before = held == nullptr ? nullptr : &held->value;
  if (before != nullptr && *before == version.value) return {};
  std::vector<Transition<T>> effect = {{version.day, before, &version.value}};
  const auto& versions = timeline.versions();
  const auto next =
      std::upper_bound(versions.begin(), versions.end(), version.day,
                       [](absl::CivilDay day, const Version<T>& v) { return day < v.day; });
  if (next != versions.end()) effect.push_back({next->day, &version.value, before});
  return effect;
}

template <class T>
bool Timeline<T>::Add(Version<T> version) {
  const auto place = std::lower_bound(
      versions_.begin(), versions_.end(), version, [](const Version<T>& a, const Version<T>& b) {
        return std::tie(a.day, a.revision) < std::tie(b.day, b.revision);
      });
  if (place != versions_.end() && place->day == version.day &&
      place->revision == version.revision) {
    return false;
  }
  versions_.insert(place, std::move(version));
  return true;
}

template <class T>
const Version<T>* Timeline<T>::On(absl::CivilDay day) const {
  const auto after = After(day);
  return after == versions_.begin() ? nullptr : &*std::prev(after);
}

template <class T>
const Version<T>* Timeline<T>::On(absl::CivilDay day, absl::Time known_at) const {
  for (auto it = After(day); it != versions_.begin();) {
    --it;
    if (it->recorded <= known_at) return &*it;
  }
  return nullptr;
}

template <class T>
const Version<T>* Timeline<T>::Newest() const {
  const auto newest =
      std::max_element(versions_.begin(), versions_.end(), [](const auto& a, const auto& b) {
        return std::tie(a.revision, a.day) < std::tie(b.revision, b.day);
      });
  return newest == versions_.end() ? nullptr : &*newest;
}

template <class T>
const Version<T>* Timeline<T>::First() const {
  return versions_.empty() ? nullptr : On(versions_.front().day);
}

template <class T>
absl::StatusOr<std::vector<Version<T>>> Timeline<T>::StageFrom(absl::CivilDay day,
                                                               absl::Time recorded,
                                                               Change change) const {
  if (versions_.empty()) return absl::InternalError("a change of a row without a version");
  const std::int64_t revision = Newest()->revision + 1;
  std::vector<Version<T>> staged;
  const auto stage = [&](absl::CivilDay from, const T& held) {
    T changed = held;
    absl::Status status = change(&changed);
    if (status.ok() && !(changed == held)) {
      staged.push_back(
          {.day = from, .revision = revision, .recorded = recorded, .value = std::move(changed)});
    }
    return status;
  };
  const Version<T>* base = On(day);
  absl::Status status = stage(day, base == nullptr ? First()->value : base->value);
  for (auto it = After(day); it != versions_.end() && status.ok(); ++it) {
    const bool replaced = std::next(it) != versions_.end() && std::next(it)->day == it->day;
    if (!replaced) status = stage(it->day, it->value);
  }
  if (!status.ok()) return status;
  return staged;
}

}  // namespace mingce::history

#endif  // MINGCE_LIB_HISTORY_TIMELINE_H_
