// Between the wire and the rooms below. Pure; no rule.

#ifndef MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_
#define MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/call.h"
#include "mingce/members/v1/members_service.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/members/app/apply_registry.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/app/import_members.h"
#include "services/members/app/read_member.h"

namespace mingce::members {

absl::StatusOr<MemberId> MemberIdFromName(absl::string_view name);
absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name);

v1::Member ToProto(const MaskedMember& member);

// Views into `person`.
PersonKey FromProto(const v1::PersonKey& person);

// Views into `request`, which has to live on.
absl::StatusOr<ImportRequest> FromProto(const Call& call, const v1::ImportMembersRequest& request);
v1::ImportMembersResponse ToProto(const std::vector<RowResult>& results);

template <typename Request>
EligibilityQuestion QuestionFrom(const Call& call, const Request& request) {
  return {.persons = {},
          .benefit = request.benefit(),
          .purpose = request.purpose(),
          .case_number = request.case_number(),
          .min_sequence = request.min_sequence(),
          .may_read_members = call.Holds(policy::v1::MEMBER_READ)};
}
absl::StatusOr<v1::CheckEligibilityResponse> ToCheckResponse(const EligibilityAnswer& answer);
v1::BatchCheckEligibilityResponse ToBatchResponse(const EligibilityAnswer& answer);

// What an event of the registry changes in the mirror; DATA_LOSS for one that is not understood, for
// an event passed over would make the mirror wrong for ever.
absl::StatusOr<std::vector<MirrorChange>> ChangesFrom(
    const registry::events::v1::FetchEventsResponse& response);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_
