// The organisations as dated versions: who stands below whom on which day, and who is closed.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/civil_time.h"
#include "lib/history/timeline.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/knowledge.h"

namespace mingce::reporting {

// An organisation's number in this process: from 0, in the order in which they were heard of. Not
// to be stored.
using OrganizationRef = std::uint32_t;

// An organisation as far as figures need it.
struct Organization {
  std::optional<OrganizationRef> parent = std::nullopt;  // absent: the county federation
  bool closed = false;                                   // abolished: its members do not count

  friend bool operator==(const Organization&, const Organization&) = default;
};

// Thread-compatible.
class Organizations {
 public:
  // Gives a number to one that is not heard of yet: members and children may come first.
  OrganizationRef RefOf(const OrganizationId& id);
  std::optional<OrganizationRef> Find(const OrganizationId& id) const;

  // False, and nothing happens, where there is a version of this day and revision already.
  bool Add(OrganizationRef organization, history::Version<Organization> version);

  // How it is on `day`, as far as known; nullptr before its first version. Lowers `next` to the
  // first later day on which it may be another.
  const Organization* On(OrganizationRef organization, absl::CivilDay day,
                         const Knowledge& knowledge, std::optional<absl::CivilDay>* next) const;

  // Those of which any version names it as the parent; each once.
  const std::vector<OrganizationRef>& ChildrenOf(OrganizationRef organization) const {
    return children_[organization];
  }

  // How many have a number. All refs are below it.
  std::size_t size() const { return timelines_.size(); }
  // How many have a version.
  std::size_t known() const { return known_; }

 private:
  absl::flat_hash_map<OrganizationId, OrganizationRef> refs_;
  std::vector<history::Timeline<Organization>> timelines_;
  std::vector<std::vector<OrganizationRef>> children_;
  std::size_t known_ = 0;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_ORGANIZATION_H_
