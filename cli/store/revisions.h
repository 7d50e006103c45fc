// The revisions that the versions of one dated thing bear: from 1 on, none left out. A change may
// make several versions, of one revision.

#ifndef MINGCE_CLI_STORE_REVISIONS_H_
#define MINGCE_CLI_STORE_REVISIONS_H_

#include <cstdint>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/store/findings.h"

namespace mingce::cli::store {

class Revisions {
 public:
  void Add(std::int64_t revision) { seen_.insert(revision); }

  // 0 where there is none missing. Costs nothing but a look at both ends.
  std::int64_t FirstMissing() const {
    const auto count = static_cast<std::int64_t>(seen_.size());
    if (seen_.empty() || (*seen_.begin() == 1 && *seen_.rbegin() == count)) return 0;
    std::int64_t next = 1;
    for (const std::int64_t revision : seen_) {
      if (revision != next) break;
      ++next;
    }
    return next;
  }

  // Tells what is missing of the thing `subject`, whose last version stands under `key`.
  void Check(const char* table, absl::string_view key, const std::string& subject,
             Findings* findings) const {
    const std::int64_t missing = FirstMissing();
    if (missing == 0) return;
    findings->Add(
        {.reason = "REVISION_MISSING",
         .table = table,
         .key = std::string(key),
         .subject = subject,
         .right = Fill("修订号从 1 起连续，应有第 $0 次修订",
                       "revisions go on from 1 without gaps; there is revision $0", missing)});
  }

 private:
  std::set<std::int64_t> seen_;
};

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_REVISIONS_H_
