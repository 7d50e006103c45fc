#include "lib/ledger/transaction.h"

#include "absl/strings/match.h"
#include "lib/base/status_macros.h"

namespace mingce::ledger {

absl::StatusOr<std::optional<std::string>> Transaction::Get(absl::string_view key) const {
  for (const Changes* changes : {&own_, decided_}) {
    const auto found = changes->find(key);
    if (found != changes->end()) return found->second;
  }
  return base_->Get(key);
}

absl::Status Transaction::ScanFrom(absl::string_view prefix, absl::string_view from,
                                   kv::Visitor visit) const {
  // The changed keys in the range, own ones over decided ones; they are few, so they are merged
  // first and then walked beside the store.
  const absl::string_view first = from < prefix ? prefix : from;
  absl::btree_map<absl::string_view, const std::optional<std::string>*> changed;
  for (const Changes* changes : {decided_, &own_}) {
    for (auto it = changes->lower_bound(first);
         it != changes->end() && absl::StartsWith(it->first, prefix); ++it) {
      changed[it->first] = &it->second;
    }
  }
  auto next = changed.begin();
  bool going = true;
  // Visits changed entries with keys below `limit`, or all when there is no limit.
  const auto visit_changed_below = [&](const absl::string_view* limit) {
    while (going && next != changed.end() && (limit == nullptr || next->first < *limit)) {
      if (next->second->has_value()) going = visit(next->first, **next->second);
      ++next;
    }
  };
  MINGCE_RETURN_IF_ERROR(
      base_->ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view value) {
        visit_changed_below(&key);
        if (!going) return false;
        if (next != changed.end() && next->first == key) {
          if (next->second->has_value()) going = visit(key, **next->second);
          ++next;
        } else {
          going = visit(key, value);
        }
        return going;
      }));
  visit_changed_below(nullptr);
  return absl::OkStatus();
}

}  // namespace mingce::ledger
