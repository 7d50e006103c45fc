#include "services/members/rpc/members_service.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "lib/rpc/paging.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/app/errors.h"
#include "services/members/app/import_members.h"
#include "services/members/app/read_member.h"
#include "services/members/rpc/convert.h"

namespace mingce::members {
namespace {

absl::StatusOr<v1::ImportMembersResponse> ParseStored(const std::string& bytes) {
  v1::ImportMembersResponse response;
  if (!response.ParseFromString(bytes)) return absl::DataLossError("a stored answer is unreadable");
  return response;
}

// A page token is good for the same question only.
std::string FilterOf(const v1::ListMembersRequest& request) {
  return absl::StrCat(request.organization(), " ", request.as_of().SerializeAsString(), " ",
                      request.known_at().SerializeAsString());
}

std::string Encode(const std::vector<RowResult>& results) {
  return ToProto(results).SerializeAsString();
}

absl::Status TooMany(const google::protobuf::FieldDescriptor& field, std::size_t most) {
  if (field.name() == "rows") return TooManyRows(most);
  if (field.name() == "persons") return TooManyItems(most);
  return rpc::AnyTooMany(field, most);
}

}  // namespace

MembersService::MembersService(std::unique_ptr<rpc::Service> service, const Roll& roll,
                               std::function<feed::FeedState()> feed)
    : service_(std::move(service)),
      roll_(roll),
      page_tokens_([ring = roll.ring](absl::string_view bytes) {
        return std::string(seal::AsView(ring->KeyedTag("page-token/v1", {bytes})));
      }),
      feed_(std::move(feed)) {}

absl::StatusOr<std::unique_ptr<MembersService>> MembersService::Create(
    const rpc::Runtime& runtime, const Roll& roll, std::function<feed::FeedState()> feed) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> wire,
      rpc::Service::Create(
          runtime,
          v1::ImportMembersRequest::descriptor()->file()->FindServiceByName("MembersService"),
          {.absent = OrganizationNotFound, .too_many = TooMany}));
  rpc::Service* methods = wire.get();
  std::unique_ptr<MembersService> service(
      new MembersService(std::move(wire), roll, std::move(feed)));
  const MembersService* owner = service.get();
  methods->Serve("ImportMembers", owner, &MembersService::ImportMembers);
  methods->Serve("GetMember", owner, &MembersService::GetMember);
  methods->Serve("LookupMember", owner, &MembersService::LookupMember);
  methods->Serve("ListMembers", owner, &MembersService::ListMembers);
  methods->Serve("CheckEligibility", owner, &MembersService::CheckEligibility);
  methods->Serve("BatchCheckEligibility", owner, &MembersService::BatchCheckEligibility);
  methods->Serve("GetStatus", owner, &MembersService::GetStatus);
  MINGCE_RETURN_IF_ERROR(methods->CheckBound());
  return service;
}

void MembersService::ImportMembers(const Call& call, const v1::ImportMembersRequest& request,
                                   const rpc::Reply<v1::ImportMembersResponse>& reply) const {
  if (!feed_().broken.ok()) return reply(MirrorBroken());
  absl::StatusOr<ImportRequest> import = FromProto(call, request);
  if (!import.ok()) return reply(import.status());
  // A plain hash of a row would let whoever steals the disk guess a number against it.
  import->key.fingerprint = roll_.ring->Fingerprint(import->key.fingerprint);
  members::ImportMembers(roll_, call, *import, Encode,
                         [reply](const absl::StatusOr<std::string>& stored) {
                           if (!stored.ok()) return reply(stored.status());
                           reply(ParseStored(*stored));
                         });
}

absl::StatusOr<v1::Member> MembersService::GetMember(const Call& call,
                                                     const v1::GetMemberRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const MemberId id, MemberIdFromName(request.name()));
  MINGCE_ASSIGN_OR_RETURN(const ReadTime when, ReadTimeOf(request));
  MINGCE_ASSIGN_OR_RETURN(const MaskedMember member, members::GetMember(roll_, call, id, when));
  return ToProto(member);
}

absl::StatusOr<v1::Member> MembersService::LookupMember(
    const Call& call, const v1::LookupMemberRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const MaskedMember member,
                          members::LookupMember(roll_, call, members::FromProto(request.person())));
  return ToProto(member);
}

absl::StatusOr<v1::ListMembersResponse> MembersService::ListMembers(
    const Call& call, const v1::ListMembersRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const OrganizationId organization,
                          OrganizationIdFromName(request.organization()));
  MINGCE_ASSIGN_OR_RETURN(const std::size_t size, rpc::PageSize(request.page_size(), 100, 1000));
  MINGCE_ASSIGN_OR_RETURN(const ReadTime when, ReadTimeOf(request));
  const rpc::PagedList list{
      .method = call.action, .caller = call.identity, .filter = FilterOf(request)};
  MINGCE_ASSIGN_OR_RETURN(const std::string last_key,
                          page_tokens_.Read(list, request.page_token()));
  MINGCE_ASSIGN_OR_RETURN(const MemberPage page,
                          members::ListMembers(roll_, call, organization, when, last_key, size));
  v1::ListMembersResponse listed;
  for (const MaskedMember& member : page.members) *listed.add_members() = ToProto(member);
  if (page.more) {
    listed.set_next_page_token(page_tokens_.Make(list, page.members.back().record.id.text()));
  }
  return listed;
}

absl::StatusOr<v1::CheckEligibilityResponse> MembersService::CheckEligibility(
    const Call& call, const v1::CheckEligibilityRequest& request) const {
  if (!feed_().broken.ok()) return MirrorBroken();
  EligibilityQuestion question = QuestionFrom(request);
  question.persons.push_back(members::FromProto(request.person()));
  MINGCE_ASSIGN_OR_RETURN(const EligibilityAnswer answer,
                          members::CheckEligibility(roll_, call, question));
  return ToCheckResponse(answer);
}

absl::StatusOr<v1::BatchCheckEligibilityResponse> MembersService::BatchCheckEligibility(
    const Call& call, const v1::BatchCheckEligibilityRequest& request) const {
  if (!feed_().broken.ok()) return MirrorBroken();
  EligibilityQuestion question = QuestionFrom(request);
  for (const v1::PersonKey& person : request.persons()) {
    question.persons.push_back(members::FromProto(person));
  }
  MINGCE_ASSIGN_OR_RETURN(const EligibilityAnswer answer,
                          members::CheckEligibility(roll_, call, question));
  return ToBatchResponse(answer);
}

absl::StatusOr<v1::GetStatusResponse> MembersService::GetStatus(const Call&,
                                                                const v1::GetStatusRequest&) const {
  const feed::FeedState feed = feed_();
  v1::GetStatusResponse response;
  response.set_version(kVersion);
  const ledger::Cursor head = roll_.ledger->Head();
  response.mutable_head()->set_epoch(head.epoch);
  response.mutable_head()->set_sequence(head.sequence);
  response.mutable_registry_applied()->set_epoch(feed.applied.epoch());
  response.mutable_registry_applied()->set_sequence(feed.applied.sequence());
  *response.mutable_registry_head() = feed.head;
  response.set_registry_broken_reason(ReasonOrCodeOf(feed.broken));
  response.set_audit_entries(roll_.ledger->NewestAudit().sequence);
  MINGCE_ASSIGN_OR_RETURN(const std::int64_t members, CountMembers(*roll_.store));
  response.set_members(members);
  return response;
}

}  // namespace mingce::members
