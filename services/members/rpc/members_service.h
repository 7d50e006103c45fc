#ifndef MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_
#define MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "lib/feed/follower.h"
#include "lib/rpc/dispatcher.h"
#include "lib/rpc/paging.h"
#include "mingce/members/v1/members_service.grpc.pb.h"
#include "services/members/app/roll.h"

namespace mingce::members {

// mingce.members.v1.MembersService. Each method: read the request, call one function in app/, write
// the reply.
class MembersService final : public v1::MembersService::CallbackService {
 public:
  // `feed` tells how far the registry's feed has come. All outlive the service.
  static absl::StatusOr<std::unique_ptr<MembersService>> Create(
      const rpc::Runtime& runtime, const Roll& roll, std::function<feed::FeedState()> feed);

  grpc::ServerUnaryReactor* ImportMembers(grpc::CallbackServerContext* context,
                                          const v1::ImportMembersRequest* request,
                                          v1::ImportMembersResponse* response) override;
  grpc::ServerUnaryReactor* GetMember(grpc::CallbackServerContext* context,
                                      const v1::GetMemberRequest* request,
                                      v1::Member* response) override;
  grpc::ServerUnaryReactor* ListMembers(grpc::CallbackServerContext* context,
                                        const v1::ListMembersRequest* request,
                                        v1::ListMembersResponse* response) override;
  grpc::ServerUnaryReactor* LookupMember(grpc::CallbackServerContext* context,
                                         const v1::LookupMemberRequest* request,
                                         v1::Member* response) override;
  grpc::ServerUnaryReactor* CheckEligibility(grpc::CallbackServerContext* context,
                                             const v1::CheckEligibilityRequest* request,
                                             v1::CheckEligibilityResponse* response) override;
  grpc::ServerUnaryReactor* BatchCheckEligibility(
      grpc::CallbackServerContext* context, const v1::BatchCheckEligibilityRequest* request,
      v1::BatchCheckEligibilityResponse* response) override;
  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;

 private:
  MembersService(std::unique_ptr<rpc::Dispatcher> dispatcher, const Roll& roll,
                 std::function<feed::FeedState()> feed);

  const std::unique_ptr<rpc::Dispatcher> dispatcher_;
  const Roll roll_;
  const rpc::PageTokens page_tokens_;  // keyed by the master key: good across restarts
  const std::function<feed::FeedState()> feed_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_
