#include "services/registry/app/list_organizations.h"

#include <memory>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {
namespace {

// What the filter shows of an organisation; nullopt for one it hides.
absl::StatusOr<std::optional<Organization>> Shown(const kv::Reader& reader,
                                                  const Organization& current,
                                                  const OrganizationFilter& filter) {
  std::optional<Organization> seen = current;
  if (filter.as_of.has_value()) {
    MINGCE_ASSIGN_OR_RETURN(seen, VersionOn(reader, current.id, *filter.as_of));
    if (!seen.has_value()) return std::nullopt;
  }
  if (seen->closed && !filter.show_closed) return std::nullopt;
  if (filter.parent.has_value() && seen->parent != filter.parent) return std::nullopt;
  return seen;
}

}  // namespace

absl::StatusOr<OrganizationPage> ListOrganizations(const Register& parts,
                                                   const OrganizationFilter& filter,
                                                   const std::string& after, std::size_t most) {
  if (filter.as_of.has_value() && !gb::IsDayFrom1900(*filter.as_of)) {
    return NoSuchDay("as_of");
  }
  const std::unique_ptr<kv::Reader> moment = parts.store->Snapshot();
  std::vector<Organization> found;  // one more than asked tells whether there is a next page
  absl::Status bad;
  MINGCE_RETURN_IF_ERROR(VisitOrganizations(*moment, after, [&](const Organization& organization) {
    absl::StatusOr<std::optional<Organization>> shown = Shown(*moment, organization, filter);
    if (!shown.ok()) {
      bad = shown.status();
      return false;
    }
    if (shown->has_value()) found.push_back(**std::move(shown));
    return found.size() <= most;
  }));
  if (!bad.ok()) return bad;
  OrganizationPage page;
  if (found.size() > most) {
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(most), found.end());
    page.last_id = found.back().id.text();
  }
  for (Organization& organization : found) {
    MINGCE_ASSIGN_OR_RETURN(OrganizationView view, ViewOf(*parts.keys, std::move(organization)));
    page.organizations.push_back(std::move(view));
  }
  return page;
}

}  // namespace mingce::registry
