// What a bare union name may mean.

#ifndef MINGCE_SERVICES_MEMBERS_APP_UNIT_CANDIDATES_H_
#define MINGCE_SERVICES_MEMBERS_APP_UNIT_CANDIDATES_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/kv/kv_store.h"

namespace mingce::members {

// Names looked for in one call. A workbook of one unit repeats a few; beyond them rows are refused
// all the same, only without candidates.
inline constexpr std::size_t kMostCandidateNames = 20;

// For each of `names`, at most three organisations that a member can be registered with, as "code
// name" (the id where there is no code), the best fit first. One pass over the mirrored
// organisations, however many names: a whole county may be in it, so a call makes it once.
absl::StatusOr<std::map<std::string, std::vector<std::string>>> FindUnitCandidates(
    const kv::Reader& reader, const std::set<std::string>& names);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_UNIT_CANDIDATES_H_
