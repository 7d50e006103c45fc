#include "services/members/rpc/convert.h"

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/paging.h"
#include "mingce/type/finding.pb.h"

namespace mingce::members {
namespace {

void AddReasons(const Verdict& verdict, google::protobuf::RepeatedPtrField<v1::Reason>* reasons) {
  for (const Reason reason : verdict.reasons) {
    const ReasonText& text = TextOf(reason);
    v1::Reason* wire = reasons->Add();
    wire->set_code(std::string(text.code));
    wire->set_message(std::string(text.zh));
    wire->set_message_en(std::string(text.en));
    wire->set_remedy(std::string(text.remedy));
  }
}

void SetWatermark(const EligibilityAnswer& answer, v1::Watermark* watermark) {
  watermark->mutable_members()->set_epoch(answer.members.epoch);
  watermark->mutable_members()->set_sequence(answer.members.sequence);
  watermark->mutable_registry()->set_epoch(answer.registry.epoch());
  watermark->mutable_registry()->set_sequence(answer.registry.sequence());
}

std::string IdOf(absl::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

absl::StatusOr<Organization> FromSnapshot(
    const registry::events::v1::OrganizationSnapshot& snapshot) {
  const std::optional<OrganizationId> id = OrganizationId::Parse(IdOf(snapshot.name()));
  if (!id.has_value()) return absl::DataLossError("an event names no organisation");
  return Organization{.id = *id,
                      .parent = IdOf(snapshot.parent()),
                      .union_name = snapshot.union_name(),
                      .unit_name = snapshot.unit_name(),
                      .aliases = {snapshot.aliases().begin(), snapshot.aliases().end()},
                      .union_uscc = snapshot.union_uscc(),
                      .unit_uscc = snapshot.unit_uscc(),
                      .collected = snapshot.collected(),
                      .closed = snapshot.closed(),
                      .may_own_members = snapshot.may_own_members()};
}

}  // namespace

absl::StatusOr<MemberId> MemberIdFromName(absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(name, "members", true));
  return *MemberId::Parse(id);
}

absl::StatusOr<OrganizationId> OrganizationIdFromName(absl::string_view name) {
  MINGCE_ASSIGN_OR_RETURN(const std::string id, rpc::IdFromName(name, "organizations", true));
  return *OrganizationId::Parse(id);
}

v1::Member ToProto(const MaskedMember& member) {
  const MemberRecord& record = member.record;
  v1::Member proto;
  proto.set_name(absl::StrCat("members/", record.id.text()));
  proto.set_full_name_masked(member.full_name_masked);
  proto.set_id_type_code(member.id_type_code);
  proto.set_id_number_masked(member.id_number_masked);
  proto.set_mobile_masked(member.mobile_masked);
  proto.set_organization(absl::StrCat("organizations/", record.organization.text()));
  proto.set_membership(static_cast<v1::Member::Membership>(record.membership));
  proto.set_verification(record.verified ? v1::Member::MATCH : v1::Member::UNVERIFIED);
  proto.set_complete(record.complete());
  for (const std::string& field : record.missing_fields) proto.add_missing_fields(field);
  proto.set_counted(member.counted);
  const std::int64_t micros = absl::ToUnixMicros(record.accepted_time);
  proto.mutable_accepted_time()->set_seconds(micros / 1'000'000);
  proto.mutable_accepted_time()->set_nanos(static_cast<std::int32_t>(micros % 1'000'000) * 1000);
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
  MINGCE_ASSIGN_OR_RETURN(result.campaign, rpc::IdFromName(request.campaign(), "campaigns", false));
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
    if (!result.member.empty()) wire->set_member(absl::StrCat("members/", result.member));
  }
  return response;
}

absl::StatusOr<v1::CheckEligibilityResponse> ToCheckResponse(const EligibilityAnswer& answer) {
  const EligibilityItem& item = answer.items.front();
  if (item.unsound.has_value()) return *item.unsound;
  v1::CheckEligibilityResponse response;
  response.set_decision(static_cast<v1::Decision>(item.verdict.decision));
  AddReasons(item.verdict, response.mutable_reasons());
  response.set_person_ok(item.verdict.person_ok);
  response.set_organization_ok(item.verdict.organization_ok);
  response.set_rule_version(kEligibilityRules);
  SetWatermark(answer, response.mutable_watermark());
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
    wire->set_decision(static_cast<v1::Decision>(item.verdict.decision));
    AddReasons(item.verdict, wire->mutable_reasons());
    wire->set_person_ok(item.verdict.person_ok);
    wire->set_organization_ok(item.verdict.organization_ok);
  }
  response.set_rule_version(kEligibilityRules);
  SetWatermark(answer, response.mutable_watermark());
  return response;
}

absl::StatusOr<std::vector<MirrorChange>> ChangesFrom(
    const registry::events::v1::FetchEventsResponse& response) {
  using registry::events::v1::Event;
  std::vector<MirrorChange> changes;
  const auto add = [&changes](const registry::events::v1::OrganizationSnapshot& snapshot) {
    absl::StatusOr<Organization> organization = FromSnapshot(snapshot);
    if (organization.ok()) changes.emplace_back(*std::move(organization));
    return organization.status();
  };
  for (const Event& event : response.events()) {
    switch (event.data_case()) {
      case Event::kOrganizationCreated:
        MINGCE_RETURN_IF_ERROR(add(event.organization_created().organization()));
        break;
      case Event::kOrganizationUpdated:
        MINGCE_RETURN_IF_ERROR(add(event.organization_updated().organization()));
        break;
      case Event::kOrganizationMoved:
        MINGCE_RETURN_IF_ERROR(add(event.organization_moved().organization()));
        break;
      case Event::kOrganizationClosed:
        MINGCE_RETURN_IF_ERROR(add(event.organization_closed().organization()));
        break;
      case Event::kCodeListPublished:
        changes.emplace_back(event.code_list_published().code_list());
        break;
      case Event::kFormPublished:
        changes.emplace_back(event.form_published().form());
        break;
      case Event::kCampaignCreated:
        changes.emplace_back(CampaignForm{event.campaign_created().campaign(),
                                          event.campaign_created().member_form()});
        break;
      case Event::kQuotaPlanSet:
        break;  // quotas are reporting's
      case Event::DATA_NOT_SET:
        return absl::DataLossError(
            absl::StrCat("an event of type ", event.type(), " is newer than this program"));
    }
  }
  return changes;
}

}  // namespace mingce::members
