#ifndef MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_
#define MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "lib/feed/follower.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/service.h"
#include "mingce/members/v1/members_service.pb.h"
#include "services/members/app/roll.h"

namespace mingce::members {

// mingce.members.v1.MembersService. Each method: read the request, call one function in app/, write
// the reply.
class MembersService {
 public:
  // `feed` tells how far the registry's feed has come. All outlive the service. Errors as
  // rpc::Service::Create.
  static absl::StatusOr<std::unique_ptr<MembersService>> Create(
      const rpc::Runtime& runtime, const Roll& roll, std::function<feed::FeedState()> feed);

  // To be served, as long as this object is there.
  rpc::Service* wire() { return service_.get(); }

 private:
  MembersService(std::unique_ptr<rpc::Service> service, const Roll& roll,
                 std::function<feed::FeedState()> feed);

  void ImportMembers(const Call& call, const v1::ImportMembersRequest& request,
                     const rpc::Reply<v1::ImportMembersResponse>& reply) const;
  absl::StatusOr<v1::Member> GetMember(const Call& call, const v1::GetMemberRequest& request) const;
  absl::StatusOr<v1::Member> LookupMember(const Call& call,
                                          const v1::LookupMemberRequest& request) const;
  absl::StatusOr<v1::ListMembersResponse> ListMembers(const Call& call,
                                                      const v1::ListMembersRequest& request) const;
  absl::StatusOr<v1::CheckEligibilityResponse> CheckEligibility(
      const Call& call, const v1::CheckEligibilityRequest& request) const;
  absl::StatusOr<v1::BatchCheckEligibilityResponse> BatchCheckEligibility(
      const Call& call, const v1::BatchCheckEligibilityRequest& request) const;
  absl::StatusOr<v1::GetStatusResponse> GetStatus(const Call& call,
                                                  const v1::GetStatusRequest& request) const;

  const std::unique_ptr<rpc::Service> service_;
  const Roll roll_;
  const rpc::PageTokens page_tokens_;  // keyed by the master key: good across restarts
  const std::function<feed::FeedState()> feed_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_RPC_MEMBERS_SERVICE_H_
