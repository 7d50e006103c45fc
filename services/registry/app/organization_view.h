// An organisation as callers may see it: the people it names are masked.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_VIEW_H_
#define MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_VIEW_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/access/access.h"
#include "lib/seal/key_ring.h"
#include "services/registry/app/register.h"
#include "services/registry/domain/organization.h"
#include "services/registry/storage/organization_store.h"

namespace mingce::registry {

struct OrganizationView {
  Organization organization;
  std::string chair_name_masked;
  std::string contact_name_masked;
  std::string contact_phone_masked;
  bool registered = true;  // false: checked only; its id means nothing
};

// DATA_LOSS where the contacts cannot be opened.
absl::StatusOr<OrganizationView> ViewOf(const seal::KeyRing& keys, Organization organization);

// The same for a caller who may `access`: the people an organisation names are shown, masked, to
// who changes it. A system that follows the tree, or a reader of figures, has no need of them.
absl::StatusOr<OrganizationView> ViewFor(const access::Access& access, const seal::KeyRing& keys,
                                         Organization organization);

// The same of the organisation `id`, which the register in memory says there was at `moment`.
// DATA_LOSS also where the rows know no such one.
absl::StatusOr<OrganizationView> ViewOn(const Register& parts, const access::Access& access,
                                        absl::string_view id, const Moment& moment);

// Changes with every change of the organisation.
std::string EtagOf(const Organization& organization);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_VIEW_H_
