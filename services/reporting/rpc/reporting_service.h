// mingce.reporting.v1.ReportingService on the wire: convert, one verb, convert back.

#ifndef MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
#define MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/parked_calls.h"
#include "lib/rpc/dispatcher.h"
#include "lib/rpc/paging.h"
#include "mingce/reporting/v1/reporting_service.grpc.pb.h"
#include "services/reporting/app/feed_source.h"
#include "services/reporting/app/projection.h"

namespace mingce::reporting {

class ReportingService final : public v1::ReportingService::CallbackService {
 public:
  // `runtime`'s parts, `projection` and `feeds` outlive it. POLICY_MISSING as Dispatcher::Create.
  static absl::StatusOr<std::unique_ptr<ReportingService>> Create(
      const rpc::Runtime& runtime, const Projection* projection, const FeedSource* feeds,
      ParkedCalls* parked, rpc::PageTokens page_tokens, std::string version);

  grpc::ServerUnaryReactor* GetAttainment(grpc::CallbackServerContext* context,
                                          const v1::GetAttainmentRequest* request,
                                          v1::Attainment* response) override;
  grpc::ServerUnaryReactor* ListAttainment(grpc::CallbackServerContext* context,
                                           const v1::ListAttainmentRequest* request,
                                           v1::ListAttainmentResponse* response) override;
  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;

 private:
  ReportingService(std::unique_ptr<rpc::Dispatcher> dispatcher, const Projection* projection,
                   const FeedSource* feeds, ParkedCalls* parked, rpc::PageTokens page_tokens,
                   std::string version);

  const std::unique_ptr<rpc::Dispatcher> dispatcher_;
  const Projection* const projection_;
  const FeedSource* const feeds_;
  ParkedCalls* const parked_;
  const rpc::PageTokens page_tokens_;
  const std::string version_;
};

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_REPORTING_SERVICE_H_
