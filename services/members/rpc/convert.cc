#include "services/members/rpc/convert.h"

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/base/time_proto.h"
#include "lib/form/form_proto.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/request_key.h"
#include "lib/rpc/resource_name.h"
#include "mingce/type/finding.pb.h"
#include "services/members/app/errors.h"

namespace mingce::members {
namespace {

// For the answer about one person and for an item of many.
template <typename Answer>
void SetVerdict(const Verdict& verdict, Answer* answer) {
  answer->set_decision(static_cast<v1::Decision>(verdict.decision));
  answer->set_person_ok(verdict.person_ok);
  answer->set_organization_ok(verdict.organization_ok);
  for (const Reason reason : verdict.reasons) {
    const ReasonText& text = TextOf(reason);
    v1::Reason* wire = answer->add_reasons();
    wire->set_code(std::string(text.code));
    wire->set_message(std::string(text.zh));
    wire->set_message_en(std::string(text.en));
    wire->set_remedy(std::string(text.remedy));
    wire->set_remedy_message(std::string(text.remedy_zh));
    wire->set_remedy_message_en(std::string(text.remedy_en));
  }
}

// What the answer was judged by.
template <typename Response>
void SetGrounds(const EligibilityAnswer& answer, Response* response) {
  response->set_rule_version(kEligibilityRules);
  v1::Watermark& watermark = *response->mutable_watermark();
  watermark.mutable_members()->set_epoch(answer.members.epoch);
  watermark.mutable_members()->set_sequence(answer.members.sequence);
  watermark.mutable_registry()->set_epoch(answer.registry.epoch());
  watermark.mutable_registry()->set_sequence(answer.registry.sequence());
}

}  // namespace

absl::StatusOr<MemberId> MemberIdFromName(absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(name, kMembers, true));
  return *MemberId::FromText(id);
}

absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(name, kOrganizations, true));
  return *OrganizationId::FromText(id);
}

absl::StatusOr<ReadTime> ReadTimeFrom(const type::Date* as_of,
                                      const google::protobuf::Timestamp* known_at) {
  ReadTime when;
  if (as_of != nullptr) {
    when.as_of = DayOf(*as_of);
    if (!when.as_of.has_value()) return BadDate("as_of");
  }
  if (known_at != nullptr) {
    if (known_at->nanos() < 0 || known_at->nanos() > 999'999'999) return BadDate("known_at");
    when.known_at = TimeOf(*known_at);
  }
  return when;
}

v1::Member ToProto(const MaskedMember& member) {
  const MemberRecord& record = member.record;
  v1::Member proto;
  proto.set_name(record.id.ResourceName());
  proto.set_full_name_masked(member.full_name_masked);
  proto.set_id_type_code(member.id_type_code);
  proto.set_id_number_masked(member.id_number_masked);
  proto.set_mobile_masked(member.mobile_masked);
  proto.set_organization(member.membership.organization.ResourceName());
  proto.set_membership(static_cast<v1::Member::Membership>(member.membership.state));
  proto.set_verification(member.membership.verified ? v1::Member::MATCH : v1::Member::UNVERIFIED);
  proto.set_complete(member.membership.complete);
  for (const std::string& field : record.missing_fields) proto.add_missing_fields(field);
  proto.set_counted(member.counted);
  SetTimestamp(record.accepted_time, proto.mutable_accepted_time());
  proto.set_etag(absl::StrCat(record.revision));
  return proto;
}

PersonKey FromProto(const v1::PersonKey& person) {
  return {.id_type_code = person.id_type_code(),
          .id_number = person.id_number(),
          .full_name = person.full_name(),
          .nationality = person.nationality()};
}

absl::StatusOr<ImportRequest> FromProto(const Call& call, const v1::ImportMembersRequest& request) {
  ImportRequest result;
  MINGCE_ASSIGN_OR_RETURN(result.campaign, rpc::IdFromName(request.campaign(), kCampaigns, false));
  result.columns = {request.columns().begin(), request.columns().end()};
  result.rows.reserve(static_cast<std::size_t>(request.rows_size()));
  for (const v1::ImportMembersRequest::Row& row : request.rows()) {
    result.rows.push_back(
        {.number = row.number(),
         .cells = {row.cells().begin(), row.cells().end()},
         .numeric_columns = {row.numeric_columns().begin(), row.numeric_columns().end()}});
  }
  if (!request.default_organization().empty()) {
    MINGCE_ASSIGN_OR_RETURN(result.default_organization,
                            OrganizationIdFromName(request.default_organization()));
  }
  result.validate_only = request.validate_only();
  MINGCE_ASSIGN_OR_RETURN(result.key, rpc::RequestKeyOf(call.identity, request));
  return result;
}

v1::ImportMembersResponse ToProto(const std::vector<RowResult>& results) {
  v1::ImportMembersResponse response;
  for (const RowResult& result : results) {
    v1::ImportMembersResponse::RowResult* wire = response.add_results();
    wire->set_number(result.number);
    wire->set_outcome(static_cast<type::RowOutcome>(result.outcome));
    for (const form::RowFinding& finding : result.findings) {
      form::FindingToProto(finding, wire->add_findings());
    }
    if (!result.member.empty()) wire->set_member(MakeResourceName(kMembers, result.member));
  }
  return response;
}

absl::StatusOr<v1::CheckEligibilityResponse> ToCheckResponse(const EligibilityAnswer& answer) {
  const EligibilityItem& item = answer.items.front();
  if (item.unsound.has_value()) return *item.unsound;
  v1::CheckEligibilityResponse response;
  SetVerdict(item.verdict, &response);
  SetGrounds(answer, &response);
  return response;
}

v1::BatchCheckEligibilityResponse ToBatchResponse(const EligibilityAnswer& answer) {
  v1::BatchCheckEligibilityResponse response;
  for (const EligibilityItem& item : answer.items) {
    v1::BatchCheckEligibilityResponse::Item* wire = response.add_items();
    if (item.unsound.has_value()) {
      const std::optional<ErrorInfo> info = ErrorInfoOf(*item.unsound);
      type::Finding* finding = wire->mutable_finding();
      finding->set_severity(type::Finding::ERROR);
      finding->set_reason(info->reason);
      finding->set_message(info->message_zh);
      finding->set_message_en(std::string(item.unsound->message()));
      const auto field = info->metadata.find("field");
      if (field != info->metadata.end()) finding->set_field(field->second);
      continue;
    }
    SetVerdict(item.verdict, wire);
  }
  SetGrounds(answer, &response);
  return response;
}

}  // namespace mingce::members
