#include "services/members/app/unit_candidates.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "services/members/domain/unit_match.h"
#include "services/members/storage/mirror_store.h"

namespace mingce::members {
namespace {

constexpr std::size_t kCandidates = 3;

std::string Spell(const Organization& organization) {
  const std::string& code =
      organization.union_uscc.empty() ? organization.unit_uscc : organization.union_uscc;
  return absl::StrCat(code.empty() ? absl::StrCat("organizations/", organization.id.text()) : code,
                      " ", organization.union_name);
}

}  // namespace

absl::StatusOr<std::map<std::string, std::vector<std::string>>> FindUnitCandidates(
    const kv::Reader& reader, const std::set<std::string>& names) {
  std::map<std::string, std::vector<std::pair<int, std::string>>> ranked;
  MINGCE_RETURN_IF_ERROR(ScanOrganizations(reader, [&](const Organization& organization) {
    for (const std::string& name : names) {
      const std::optional<int> rank = RankUnit(organization, name);
      if (!rank.has_value()) continue;
      std::vector<std::pair<int, std::string>>& best = ranked[name];
      best.emplace_back(*rank, Spell(organization));
      std::sort(best.begin(), best.end());
      if (best.size() > kCandidates) best.pop_back();
    }
    return true;
  }));
  std::map<std::string, std::vector<std::string>> candidates;
  for (auto& [name, best] : ranked) {
    for (auto& [rank, spelled] : best) candidates[name].push_back(std::move(spelled));
  }
  return candidates;
}

}  // namespace mingce::members
