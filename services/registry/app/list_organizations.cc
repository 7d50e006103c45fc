#include "services/registry/app/list_organizations.h"

#include <memory>
#include <utility>

#include "lib/base/status_macros.h"

namespace mingce::registry {

absl::StatusOr<OrganizationPage> ListOrganizations(const Register& parts, const Call& call,
                                                   const OrganizationFilter& filter,
                                                   const std::optional<ListPlace>& after,
                                                   std::size_t limit) {
  MINGCE_ASSIGN_OR_RETURN(const Moment asked, MomentOf(filter.as_of, call.now));
  const std::shared_ptr<const RegisterState> state = parts.living->Now();
  const Moment moment = after.has_value() ? after->moment : SettledMoment(*state, asked);
  std::optional<NamedOrganization> last;
  if (after.has_value()) last = after->last;
  // One more than asked for tells whether there is a next page.
  std::vector<NamedOrganization> found =
      OrganizationsBelow(*state, moment, filter.below, ReadableBy(call.access), last, limit + 1);
  OrganizationPage page;
  if (found.size() > limit) {
    found.pop_back();
    page.next = ListPlace{.moment = moment, .last = found.back()};
  }
  for (const NamedOrganization& one : found) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOn(parts, call.access, one.id, moment));
    page.organizations.push_back(std::move(view));
  }
  return page;
}

}  // namespace mingce::registry
