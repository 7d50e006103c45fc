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

void ReplyWith(const rpc::Reply<v1::Member>& reply, const absl::StatusOr<MaskedMember>& member) {
  if (!member.ok()) return reply(member.status());
  reply(ToProto(*member));
}

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

absl::StatusOr<v1::GetStatusResponse> Status(const Roll& roll, const feed::FeedState& feed) {
  v1::GetStatusResponse response;
  response.set_version(kVersion);
  const ledger::Cursor head = roll.ledger->Head();
  response.mutable_head()->set_epoch(head.epoch);
  response.mutable_head()->set_sequence(head.sequence);
  response.mutable_registry_applied()->set_epoch(feed.applied.epoch());
  response.mutable_registry_applied()->set_sequence(feed.applied.sequence());
  *response.mutable_registry_head() = feed.head;
  response.set_registry_broken_reason(ReasonOrCodeOf(feed.broken));
  response.set_audit_entries(roll.ledger->AuditEntries());
  MINGCE_ASSIGN_OR_RETURN(const std::int64_t members, CountMembers(*roll.store));
  response.set_members(members);
  return response;
}

}  // namespace

MembersService::MembersService(std::unique_ptr<rpc::Dispatcher> dispatcher, const Roll& roll,
                               std::function<feed::FeedState()> feed)
    : dispatcher_(std::move(dispatcher)),
      roll_(roll),
      page_tokens_([ring = roll.ring](absl::string_view bytes) {
        return std::string(seal::AsView(ring->KeyedTag("page-token/v1", {bytes})));
      }),
      feed_(std::move(feed)) {}

absl::StatusOr<std::unique_ptr<MembersService>> MembersService::Create(
    const rpc::Runtime& runtime, const Roll& roll, std::function<feed::FeedState()> feed) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Dispatcher> dispatcher,
      rpc::Dispatcher::Create(
          runtime,
          v1::ImportMembersRequest::descriptor()->file()->FindServiceByName("MembersService")));
  return std::unique_ptr<MembersService>(
      new MembersService(std::move(dispatcher), roll, std::move(feed)));
}

grpc::ServerUnaryReactor* MembersService::ImportMembers(grpc::CallbackServerContext* context,
                                                        const v1::ImportMembersRequest* request,
                                                        v1::ImportMembersResponse* response) {
  return dispatcher_->RunAsync(
      context, "ImportMembers", request, response,
      [this](const Call& call, const v1::ImportMembersRequest& asked,
             rpc::Reply<v1::ImportMembersResponse> reply) {
        if (!feed_().broken.ok()) return reply(MirrorBroken());
        if (asked.rows_size() > static_cast<int>(kMaxImportRows)) {
          return reply(TooManyRows(kMaxImportRows));  // before anything is made of them
        }
        absl::StatusOr<ImportRequest> import = FromProto(call, asked);
        if (!import.ok()) return reply(import.status());
        // A plain hash of a row would let whoever steals the disk guess a number against it.
        import->key.fingerprint = roll_.ring->Fingerprint(import->key.fingerprint);
        members::ImportMembers(
            roll_, call, *import, Encode,
            [reply = std::move(reply)](const absl::StatusOr<std::string>& stored) {
              if (!stored.ok()) return reply(stored.status());
              reply(ParseStored(*stored));
            });
      });
}

grpc::ServerUnaryReactor* MembersService::GetMember(grpc::CallbackServerContext* context,
                                                    const v1::GetMemberRequest* request,
                                                    v1::Member* response) {
  return dispatcher_->RunAsync(
      context, "GetMember", request, response,
      [this](const Call& call, const v1::GetMemberRequest& asked, rpc::Reply<v1::Member> reply) {
        const absl::StatusOr<MemberId> id = MemberIdFromName(asked.name());
        if (!id.ok()) return reply(id.status());
        const absl::StatusOr<ReadTime> when = ReadTimeOf(asked);
        if (!when.ok()) return reply(when.status());
        members::GetMember(roll_, call, *id, *when,
                           [reply](const auto& member) { ReplyWith(reply, member); });
      });
}

grpc::ServerUnaryReactor* MembersService::LookupMember(grpc::CallbackServerContext* context,
                                                       const v1::LookupMemberRequest* request,
                                                       v1::Member* response) {
  return dispatcher_->RunAsync(
      context, "LookupMember", request, response,
      [this](const Call& call, const v1::LookupMemberRequest& asked, rpc::Reply<v1::Member> reply) {
        members::LookupMember(roll_, call, members::FromProto(asked.person()),
                              [reply](const auto& member) { ReplyWith(reply, member); });
      });
}

grpc::ServerUnaryReactor* MembersService::ListMembers(grpc::CallbackServerContext* context,
                                                      const v1::ListMembersRequest* request,
                                                      v1::ListMembersResponse* response) {
  return dispatcher_->RunAsync(
      context, "ListMembers", request, response,
      [this](const Call& call, const v1::ListMembersRequest& asked,
             rpc::Reply<v1::ListMembersResponse> reply) {
        const absl::StatusOr<OrganizationId> organization =
            OrganizationIdFromName(asked.organization());
        if (!organization.ok()) return reply(organization.status());
        const absl::StatusOr<std::size_t> size = rpc::PageSize(asked.page_size(), 100, 1000);
        if (!size.ok()) return reply(size.status());
        const absl::StatusOr<ReadTime> when = ReadTimeOf(asked);
        if (!when.ok()) return reply(when.status());
        rpc::PagedList list{
            .method = call.action, .caller = call.identity, .filter = FilterOf(asked)};
        absl::StatusOr<rpc::PagePosition> position = page_tokens_.Read(list, asked.page_token());
        if (!position.ok()) return reply(position.status());
        // Taken before the rows are read: what comes later is later than the list.
        if (asked.page_token().empty()) position->state = roll_.ledger->Head().sequence;
        members::ListMembers(
            roll_, call, *organization, *when, position->last_key, *size,
            [this, reply, list = std::move(list),
             begun = position->state](const absl::StatusOr<MemberPage>& page) {
              if (!page.ok()) return reply(page.status());
              v1::ListMembersResponse listed;
              for (const MaskedMember& member : page->members) {
                *listed.add_members() = ToProto(member);
              }
              if (page->more) {
                listed.set_next_page_token(page_tokens_.Make(
                    list, {.last_key = page->members.back().record.id.text(), .state = begun}));
              }
              reply(std::move(listed));
            });
      });
}

grpc::ServerUnaryReactor* MembersService::CheckEligibility(
    grpc::CallbackServerContext* context, const v1::CheckEligibilityRequest* request,
    v1::CheckEligibilityResponse* response) {
  return dispatcher_->RunAsync(
      context, "CheckEligibility", request, response,
      [this](const Call& call, const v1::CheckEligibilityRequest& asked,
             rpc::Reply<v1::CheckEligibilityResponse> reply) {
        if (!feed_().broken.ok()) return reply(MirrorBroken());
        EligibilityQuestion question = QuestionFrom(call, asked);
        question.persons.push_back(members::FromProto(asked.person()));
        members::CheckEligibility(
            roll_, call, question,
            [reply = std::move(reply)](const absl::StatusOr<EligibilityAnswer>& answer) {
              if (!answer.ok()) return reply(answer.status());
              reply(ToCheckResponse(*answer));
            });
      });
}

grpc::ServerUnaryReactor* MembersService::BatchCheckEligibility(
    grpc::CallbackServerContext* context, const v1::BatchCheckEligibilityRequest* request,
    v1::BatchCheckEligibilityResponse* response) {
  return dispatcher_->RunAsync(
      context, "BatchCheckEligibility", request, response,
      [this](const Call& call, const v1::BatchCheckEligibilityRequest& asked,
             rpc::Reply<v1::BatchCheckEligibilityResponse> reply) {
        if (!feed_().broken.ok()) return reply(MirrorBroken());
        if (asked.persons_size() > static_cast<int>(kMaxEligibilityItems)) {
          return reply(TooManyItems(kMaxEligibilityItems));  // before anything is made of them
        }
        EligibilityQuestion question = QuestionFrom(call, asked);
        for (const v1::PersonKey& person : asked.persons()) {
          question.persons.push_back(members::FromProto(person));
        }
        members::CheckEligibility(
            roll_, call, question,
            [reply = std::move(reply)](const absl::StatusOr<EligibilityAnswer>& answer) {
              if (!answer.ok()) return reply(answer.status());
              reply(ToBatchResponse(*answer));
            });
      });
}

grpc::ServerUnaryReactor* MembersService::GetStatus(grpc::CallbackServerContext* context,
                                                    const v1::GetStatusRequest* request,
                                                    v1::GetStatusResponse* response) {
  return dispatcher_->Run(
      context, "GetStatus", request, response,
      [this](const Call&, const v1::GetStatusRequest&) { return Status(roll_, feed_()); });
}

}  // namespace mingce::members
