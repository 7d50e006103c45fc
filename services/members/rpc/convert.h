// Between the wire and the rooms below. Pure; no rule.

#ifndef MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_
#define MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "mingce/members/v1/members_service.pb.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/app/import_members.h"
#include "services/members/app/read_member.h"

namespace mingce::members {

absl::StatusOr<MemberId> MemberIdFromName(absl::string_view name);
absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name);

// nullptr for a field that is not there. BAD_DATE.
absl::StatusOr<ReadTime> ReadTimeFrom(const type::Date* as_of,
                                      const google::protobuf::Timestamp* known_at);

// The fields as_of and known_at of `request`. BAD_DATE.
template <typename Request>
absl::StatusOr<ReadTime> ReadTimeOf(const Request& request) {
  return ReadTimeFrom(request.has_as_of() ? &request.as_of() : nullptr,
                      request.has_known_at() ? &request.known_at() : nullptr);
}

v1::Member ToProto(const MaskedMember& member);

// Views into `person`.
PersonKey FromProto(const v1::PersonKey& person);

// Views into `request`, which has to live on.
absl::StatusOr<ImportRequest> FromProto(const Call& call, const v1::ImportMembersRequest& request);
v1::ImportMembersResponse ToProto(const std::vector<RowResult>& results);

template <typename Request>
EligibilityQuestion QuestionFrom(const Request& request) {
  return {.persons = {},
          .benefit = request.benefit(),
          .purpose = request.purpose(),
          .case_number = request.case_number(),
          .note = request.note(),
          .min_sequence = request.min_sequence(),
          .min_registry_sequence = request.min_registry_sequence()};
}
absl::StatusOr<v1::CheckEligibilityResponse> ToCheckResponse(const EligibilityAnswer& answer);
v1::BatchCheckEligibilityResponse ToBatchResponse(const EligibilityAnswer& answer);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_CONVERT_H_
