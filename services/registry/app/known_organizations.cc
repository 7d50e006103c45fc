#include "services/registry/app/known_organizations.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "lib/access/find_names.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::registry {
namespace {

using ById = absl::flat_hash_map<std::string, const mirror::Organization*>;

// Whether the tree, as it is now, is what it was at `moment`.
bool IsNewest(const RegisterState& state, const Moment& moment) {
  return moment.known_at >= state.known_at && moment.day >= state.latest_day;
}

const mirror::Organization* At(const RegisterState& state, const Moment& moment,
                               absl::string_view id) {
  const mirror::State::Organizations* versions = state.facts.VersionsOf(id);
  const auto* version = versions == nullptr ? nullptr : versions->On(moment.day, moment.known_at);
  return version == nullptr ? nullptr : &version->value;
}

ById AllAt(const RegisterState& state, const Moment& moment) {
  ById all;
  all.reserve(state.facts.organizations());
  state.facts.VisitOrganizations(
      [&](absl::string_view id, const mirror::State::Organizations& versions) {
        const auto* version = versions.On(moment.day, moment.known_at);
        if (version != nullptr) all.emplace(std::string(id), &version->value);
        return true;
      });
  return all;
}

bool IsVisible(const Visible& visible, absl::string_view id) {
  return visible == nullptr || visible(id);
}

bool StandsBelow(const ById& all, const mirror::Organization& organization, const Below& below) {
  if (!below.parent.has_value()) return true;
  const mirror::Organization* node = &organization;
  for (int level = 0; level < access::kMostLevels; ++level) {
    if (node->parent == below.parent->text()) return true;
    if (!below.subtree) return false;
    const auto above = all.find(node->parent);
    if (above == all.end()) return false;
    node = above->second;
  }
  return false;
}

// Puts those after `after` in order and cuts them off.
void Finish(const std::optional<NamedOrganization>& after, std::size_t limit,
            std::vector<NamedOrganization>* found) {
  std::sort(found->begin(), found->end());
  if (after.has_value()) {
    found->erase(found->begin(), std::upper_bound(found->begin(), found->end(), *after));
  }
  if (found->size() > limit) found->resize(limit);
}

std::vector<NamedOrganization> BelowInTree(const RegisterState& state, const Moment& moment,
                                           const Below& below, const Visible& visible,
                                           const std::optional<NamedOrganization>& after,
                                           std::size_t limit) {
  const access::Tree& tree = state.tree();
  std::vector<NamedOrganization> found;
  if (!below.parent.has_value()) {
    const access::Tree::OnDay on_day = tree.On(moment.day);
    tree.VisitByName([&](access::NodeIndex node) {
      const absl::string_view id = tree.IdOf(node);
      if (after.has_value() &&
          std::tuple(tree.NameOf(node), id) <=
              std::tuple(absl::string_view(after->name), absl::string_view(after->id))) {
        return true;
      }
      const bool shown = below.show_closed ? tree.Contains(id) : on_day.IsOpen(node);
      if (shown && IsVisible(visible, id)) {
        found.push_back({.name = std::string(tree.NameOf(node)), .id = std::string(id)});
      }
      return found.size() < limit;
    });
    return found;
  }
  const std::string& top = below.parent->text();
  for (std::string& id :
       below.subtree ? tree.SubtreeOf(top, moment.day) : tree.ChildrenOf(top, moment.day)) {
    if (id == top || (!below.show_closed && !tree.IsOpen(id, moment.day))) continue;
    if (!IsVisible(visible, id)) continue;
    std::string name(tree.NameOf(id));
    found.push_back({.name = std::move(name), .id = std::move(id)});
  }
  Finish(after, limit, &found);
  return found;
}

}  // namespace

Visible ReadableBy(const access::Access& access) {
  if (access.MayEverywhere(policy::v1::REGISTRY_READ)) return nullptr;
  return [&access](absl::string_view id) { return access.May(policy::v1::REGISTRY_READ, id); };
}

Moment SettledMoment(const RegisterState& state, Moment asked) {
  if (asked.known_at == absl::InfiniteFuture()) asked.known_at = state.known_at;
  return asked;
}

std::vector<NamedOrganization> OrganizationsBelow(const RegisterState& state, const Moment& moment,
                                                  const Below& below, const Visible& visible,
                                                  const std::optional<NamedOrganization>& after,
                                                  std::size_t limit) {
  if (IsNewest(state, moment)) return BelowInTree(state, moment, below, visible, after, limit);
  const ById all = AllAt(state, moment);
  std::vector<NamedOrganization> found;
  for (const auto& [id, organization] : all) {
    if (organization->closed && !below.show_closed) continue;
    if (!StandsBelow(all, *organization, below) || !IsVisible(visible, id)) continue;
    found.push_back({.name = organization->union_name, .id = id});
  }
  Finish(after, limit, &found);
  return found;
}

SearchHits OrganizationsLike(const RegisterState& state, const Moment& moment,
                             const SearchQuery& query, const Visible& visible, std::size_t skip,
                             std::size_t limit) {
  SearchHits hits;
  if (IsNewest(state, moment)) {
    const access::Among among{
        .day = moment.day, .within = "", .open_only = false, .accept = visible};
    access::NameHits found = access::FindNames(state.tree(), query.texts(), among, skip, limit);
    hits.total = found.total;
    for (access::NameHit& hit : found.page) hits.ids.push_back(std::move(hit.id));
    return hits;
  }
  std::vector<std::tuple<int, bool, absl::string_view, std::string>> found;
  for (const auto& [id, organization] : AllAt(state, moment)) {
    std::vector<std::string> names = organization->aliases;
    names.push_back(organization->union_name);
    names.push_back(organization->unit_name);
    const std::optional<int> rank =
        query.RankOf(names, {organization->union_uscc, organization->unit_uscc});
    if (rank.has_value() && IsVisible(visible, id)) {
      found.emplace_back(*rank, organization->closed, organization->union_name, id);
    }
  }
  std::sort(found.begin(), found.end());
  hits.total = found.size();
  for (std::size_t i = skip; i < found.size() && hits.ids.size() < limit; ++i) {
    hits.ids.push_back(std::move(std::get<3>(found[i])));
  }
  return hits;
}

std::vector<std::string> PathOf(const RegisterState& state, const Moment& moment,
                                absl::string_view id) {
  std::vector<std::string> path;
  const mirror::Organization* node = At(state, moment, id);
  while (node != nullptr && !node->parent.empty() && path.size() < access::kMostLevels) {
    node = At(state, moment, node->parent);
    if (node != nullptr) path.push_back(node->union_name);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace mingce::registry
