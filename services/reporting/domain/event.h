// The events of the two feeds, reduced to what figures need. Sequences count from 1 without gaps.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_

#include <cstdint>
#include <variant>

#include "absl/time/civil_time.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/ids.h"
#include "services/reporting/domain/membership.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

// An organisation was created, changed, moved or closed: this is how it is now.
struct OrganizationChanged {
  OrganizationId id;
  Organization organization;
};

struct CampaignOpened {
  CampaignId id;
  Campaign campaign;
};

struct QuotaPlanRevised {
  CampaignId campaign;
  QuotaPlan plan;
};

// A form or a code list: known, and of no weight for a figure.
struct NothingToProject {};

using RegistryChange =
    std::variant<OrganizationChanged, CampaignOpened, QuotaPlanRevised, NothingToProject>;

struct RegistryEvent {
  std::uint64_t sequence = 0;
  RegistryChange change;
};

// A member was accepted or changed: this is how the membership is now.
struct MembersEvent {
  std::uint64_t sequence = 0;
  absl::CivilDay day;  // the Beijing day on which it was recorded
  MemberId member;
  Membership membership;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_EVENT_H_
