#include "services/registry/app/search_organizations.h"

#include <memory>
#include <utility>

#include "lib/base/day.h"
#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/domain/search.h"

namespace mingce::registry {

absl::StatusOr<SearchPage> SearchOrganizations(const Register& parts, const Call& call,
                                               absl::string_view query,
                                               const std::optional<SearchPlace>& after,
                                               std::size_t limit) {
  const SearchQuery wanted(query);
  if (wanted.characters() < kMinQueryCharacters) return QueryTooShort();
  if (wanted.characters() > kMaxQueryCharacters) return QueryTooLong();
  const std::shared_ptr<const RegisterState> state = parts.living->Now();
  const SearchPlace from =
      after.value_or(SearchPlace{SettledMoment(*state, {.day = BeijingDay(call.now)}), 0});
  const SearchHits hits =
      OrganizationsLike(*state, from.moment, wanted, ReadableBy(call.access), from.seen, limit);
  SearchPage page;
  page.total = hits.total;
  for (const std::string& id : hits.ids) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOn(parts, call.access, id, from.moment));
    page.matches.push_back(
        {.organization = std::move(view), .path = PathOf(*state, from.moment, id)});
  }
  const std::size_t seen = from.seen + hits.ids.size();
  if (seen < hits.total) page.next = SearchPlace{.moment = from.moment, .seen = seen};
  return page;
}

}  // namespace mingce::registry
