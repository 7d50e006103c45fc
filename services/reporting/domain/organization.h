#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/reporting/domain/ids.h"

namespace mingce::reporting {

// An organisation as far as figures need it.
struct Organization {
  std::optional<OrganizationId> parent = std::nullopt;  // absent: the county federation
  std::string union_name;
  bool closed = false;     // abolished: its members do not count
  bool collected = false;  // its form has been collected

  friend bool operator==(const Organization&, const Organization&) = default;
};

using Organizations = absl::flat_hash_map<OrganizationId, Organization>;

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_
