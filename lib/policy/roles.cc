#include "lib/policy/roles.h"

#include <initializer_list>

namespace mingce::policy {
namespace {

constexpr std::uint64_t Bits(std::initializer_list<v1::Permission> permissions) {
  std::uint64_t bits = 0;
  for (const v1::Permission permission : permissions) bits |= std::uint64_t{1} << permission;
  return bits;
}

}  // namespace

std::uint64_t PermissionsOf(int role) {
  switch (role) {
    case v1::COUNTY_OFFICER:
      return Bits({v1::REGISTRY_READ, v1::ORGANIZATION_WRITE, v1::CAMPAIGN_WRITE, v1::MEMBER_READ,
                   v1::MEMBER_WRITE, v1::ELIGIBILITY_CHECK, v1::REPORT_READ, v1::STATUS_READ,
                   v1::ROLE_READ, v1::ROLE_WRITE, v1::AUDIT_READ});
    case v1::BENEFIT_SYSTEM:
      return Bits({v1::ELIGIBILITY_CHECK});
    case v1::FEED_CONSUMER:
      return Bits({v1::FEED_READ, v1::REGISTRY_READ, v1::REPORT_READ});
    case v1::REPORT_READER:
    case v1::HIGHER_APPROVER:
      return Bits({v1::REGISTRY_READ, v1::REPORT_READ});
    case v1::OPERATOR:
    case v1::KEY_CUSTODIAN:
      return Bits({v1::STATUS_READ});
    case v1::COLLECTOR:
    case v1::FEDERATION_OFFICER:
      return Bits({v1::REGISTRY_READ, v1::MEMBER_READ, v1::MEMBER_WRITE, v1::REPORT_READ});
    case v1::UNIT_LEADER:
      return Bits({v1::REGISTRY_READ, v1::MEMBER_READ, v1::REPORT_READ});
    case v1::AUDITOR:
      return Bits(
          {v1::REGISTRY_READ, v1::REPORT_READ, v1::STATUS_READ, v1::ROLE_READ, v1::AUDIT_READ});
    default:
      return 0;
  }
}

bool MayBeGivenForAPart(int role) {
  return role == v1::COLLECTOR || role == v1::UNIT_LEADER || role == v1::FEDERATION_OFFICER ||
         role == v1::REPORT_READER;
}

bool MayStandInBindings(v1::Role role) {
  return role == v1::FEED_CONSUMER || role == v1::COUNTY_OFFICER;
}

}  // namespace mingce::policy
