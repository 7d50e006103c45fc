#include "services/registry/app/search_organizations.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/app/tree_walk.h"
#include "services/registry/domain/search.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kMostHeld = 1000;  // matches in memory; far above what is asked for

}  // namespace

absl::StatusOr<std::vector<OrganizationMatch>> SearchOrganizations(const Register& parts,
                                                                   absl::string_view query,
                                                                   std::size_t most) {
  const SearchQuery wanted(query);
  if (wanted.characters() < kMinQueryCharacters) return QueryTooShort();
  if (wanted.characters() > kMaxQueryCharacters) return QueryTooLong();
  const std::unique_ptr<kv::Reader> moment = parts.store->Snapshot();
  std::vector<std::pair<int, Organization>> found;
  const auto keep_best = [&found, most] {
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.closed, a.second.union_name, a.second.id) <
             std::tie(b.first, b.second.closed, b.second.union_name, b.second.id);
    });
    if (found.size() > most)
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(most), found.end());
  };
  MINGCE_RETURN_IF_ERROR(VisitOrganizations(*moment, "", [&](const Organization& organization) {
    const std::optional<int> rank = wanted.RankOf(organization);
    if (rank.has_value()) found.emplace_back(*rank, organization);
    if (found.size() >= kMostHeld) keep_best();  // "工会" fits every organisation there is
    return true;
  }));
  keep_best();
  std::vector<OrganizationMatch> matches;
  for (auto& [rank, organization] : found) {
    std::vector<std::string> path;
    MINGCE_ASSIGN_OR_RETURN(const std::vector<Organization> line,
                            LineOf(*moment, organization.parent));
    for (const Organization& above : line) path.push_back(above.union_name);
    std::reverse(path.begin(), path.end());
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOf(*parts.keys, std::move(organization)));
    matches.push_back({.organization = std::move(view), .path = std::move(path)});
  }
  return matches;
}

}  // namespace mingce::registry
