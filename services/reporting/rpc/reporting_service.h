// mingce.reporting.v1.ReportingService on the wire: convert, one verb, convert back.

#ifndef MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
#define MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_

#include <memory>
#include <utility>

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
  // What calls are answered from.
  struct Parts {
    const Projection* projection;
    const FeedSource* feeds;
    ParkedCalls* parked;
    rpc::PageTokens page_tokens;
  };

  // All parts outlive it. Errors as rpc::Service::Create.
  static absl::StatusOr<std::unique_ptr<ReportingService>> Create(const rpc::Runtime& runtime,
                                                                  Parts parts);

  // To be served, as long as this object is there.
  rpc::Service* wire() { return service_.get(); }

 private:
  ReportingService(std::unique_ptr<rpc::Service> service, Parts parts)
      : service_(std::move(service)), parts_(std::move(parts)) {}

  void GetAttainment(const Call& call, const v1::GetAttainmentRequest& request,
                     const rpc::Reply<v1::Attainment>& reply) const;
  absl::StatusOr<v1::ListAttainmentResponse> ListAttainment(
      const Call& call, const v1::ListAttainmentRequest& request) const;
  absl::StatusOr<v1::GetStatusResponse> GetStatus(const Call& call,
                                                  const v1::GetStatusRequest& request) const;

  const std::unique_ptr<rpc::Service> service_;
  const Parts parts_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
