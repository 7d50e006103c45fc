// Events as the registry publishes them, for tests of what follows it.

#ifndef MINGCE_SERVICES_REGISTRY_MIRROR_EVENTS_FOR_TEST_H_
#define MINGCE_SERVICES_REGISTRY_MIRROR_EVENTS_FOR_TEST_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/base/day.h"
#include "lib/base/time_proto.h"
#include "lib/policy/question_limits_proto.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/registry/mirror/facts.h"

namespace mingce::registry::mirror {

template <typename Data>
feed::v1::Event EventOf(const Data& data, absl::Time recorded, std::uint64_t sequence) {
  feed::v1::Event event;
  event.set_type(Data::descriptor()->full_name());
  event.set_sequence(sequence);
  SetTimestamp(recorded, event.mutable_time());
  SetTimestamp(recorded, event.mutable_recorded_time());
  event.mutable_data()->PackFrom(data);
  return event;
}

// An organisation's version as an event of type `Data`.
template <typename Data = events::v1::OrganizationUpdated>
feed::v1::Event EventOf(const OrganizationVersion& of, std::uint64_t sequence) {
  const Organization& value = of.version.value;
  Data data;
  events::v1::OrganizationVersion& version = *data.mutable_organization();
  version.set_name(absl::StrCat("organizations/", of.id));
  if (!value.parent.empty()) version.set_parent(absl::StrCat("organizations/", value.parent));
  version.set_union_name(value.union_name);
  version.set_unit_name(value.unit_name);
  for (const std::string& alias : value.aliases) version.add_aliases(alias);
  version.set_union_kind_code(value.union_kind);
  version.set_union_uscc(value.union_uscc);
  version.set_unit_uscc(value.unit_uscc);
  version.set_collected(value.collected);
  version.set_closed(value.closed);
  version.set_may_own_members(value.may_own_members);
  if (value.established_on) SetDate(*value.established_on, version.mutable_established_on());
  SetDate(of.version.day, version.mutable_effective_on());
  version.set_revision(of.version.revision);
  return EventOf(data, of.version.recorded, sequence);
}

inline feed::v1::Event EventOf(const RoleGrant& of, absl::Time recorded, std::uint64_t sequence) {
  events::v1::RoleGrant grant;
  grant.set_name(absl::StrCat("roleGrants/", of.id));
  grant.set_identity(of.identity);
  grant.set_role(static_cast<mingce::policy::v1::Role>(of.role));
  if (!of.organization.empty()) {
    grant.set_organization(absl::StrCat("organizations/", of.organization));
  }
  SetDate(of.from, grant.mutable_effective_on());
  if (of.until.has_value()) SetDate(*of.until, grant.mutable_until());
  grant.set_revoked(of.revoked);
  mingce::policy::SetQuestionLimits(of.question_limits, grant.mutable_question_limits());
  if (of.revoked) {
    events::v1::RoleRevoked data;
    *data.mutable_grant() = std::move(grant);
    return EventOf(data, recorded, sequence);
  }
  events::v1::RoleGranted data;
  *data.mutable_grant() = std::move(grant);
  return EventOf(data, recorded, sequence);
}

}  // namespace mingce::registry::mirror

#endif  // MINGCE_SERVICES_REGISTRY_MIRROR_EVENTS_FOR_TEST_H_
