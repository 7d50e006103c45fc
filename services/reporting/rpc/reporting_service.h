// mingce.reporting.v1.ReportingService on the wire: convert, one verb, convert back.

#ifndef MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
#define MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/parked_calls.h"
#include "lib/rpc/paging.h"
#include "lib/rpc/service.h"
#include "mingce/reporting/v1/reporting_service.pb.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

class ReportingService {
 public:
  // `runtime`'s parts, `projection` and `feeds` outlive it. Errors as rpc::Service::Create.
  static absl::StatusOr<std::unique_ptr<ReportingService>> Create(
      const rpc::Runtime& runtime, const Projection* projection, const FeedSource* feeds,
      ParkedCalls* parked, rpc::PageTokens page_tokens, std::string version);

  // To be served, as long as this object is there.
  grpc::Service* wire() { return service_.get(); }

 private:
  ReportingService(std::unique_ptr<rpc::Service> service, const Projection* projection,
                   const FeedSource* feeds, ParkedCalls* parked, rpc::PageTokens page_tokens,
                   std::string version);

  void GetAttainment(const Call& call, const v1::GetAttainmentRequest& request,
                     const rpc::Reply<v1::Attainment>& reply) const;
  absl::StatusOr<v1::ListAttainmentResponse> ListAttainment(
      const Call& call, const v1::ListAttainmentRequest& request) const;
  absl::StatusOr<v1::GetStatusResponse> GetStatus(const Call& call,
                                                  const v1::GetStatusRequest& request) const;

  const std::unique_ptr<rpc::Service> service_;
  const Projection* const projection_;
  const FeedSource* const feeds_;
  ParkedCalls* const parked_;
  const rpc::PageTokens page_tokens_;
  const std::string version_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
