#include "services/reporting/rpc/reporting_service.h"

#include <utility>

#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "services/reporting/app/get_attainment.h"
#include "services/reporting/app/get_status.h"
#include "services/reporting/app/list_attainment.h"
#include "services/reporting/rpc/convert.h"

namespace mingce::reporting {

absl::StatusOr<std::unique_ptr<ReportingService>> ReportingService::Create(
    const rpc::Runtime& runtime, const Projection* projection, const FeedSource* feeds,
    ParkedCalls* parked, rpc::PageTokens page_tokens, std::string version) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Dispatcher> dispatcher,
      rpc::Dispatcher::Create(
          runtime,
          v1::GetStatusRequest::descriptor()->file()->FindServiceByName("ReportingService")));
  return absl::WrapUnique(new ReportingService(std::move(dispatcher), projection, feeds, parked,
                                               std::move(page_tokens), std::move(version)));
}

ReportingService::ReportingService(std::unique_ptr<rpc::Dispatcher> dispatcher,
                                   const Projection* projection, const FeedSource* feeds,
                                   ParkedCalls* parked, rpc::PageTokens page_tokens,
                                   std::string version)
    : dispatcher_(std::move(dispatcher)),
      projection_(projection),
      feeds_(feeds),
      parked_(parked),
      page_tokens_(std::move(page_tokens)),
      version_(std::move(version)) {}

grpc::ServerUnaryReactor* ReportingService::GetAttainment(grpc::CallbackServerContext* context,
                                                          const v1::GetAttainmentRequest* request,
                                                          v1::Attainment* response) {
  return dispatcher_->RunAsync(context, "GetAttainment", request, response,
                               [this](const Call& call, const v1::GetAttainmentRequest& asked,
                                      const rpc::Reply<v1::Attainment>& reply) {
                                 const absl::StatusOr<AttainmentQuery> query = FromProto(asked);
                                 if (!query.ok()) return reply(query.status());
                                 reporting::GetAttainment(
                                     *projection_, *feeds_, parked_, call, *query,
                                     [reply](const absl::StatusOr<Figures>& figures) {
                                       if (!figures.ok()) return reply(figures.status());
                                       reply(ToProto(*figures));
                                     });
                               });
}

grpc::ServerUnaryReactor* ReportingService::ListAttainment(grpc::CallbackServerContext* context,
                                                           const v1::ListAttainmentRequest* request,
                                                           v1::ListAttainmentResponse* response) {
  return dispatcher_->Run(
      context, "ListAttainment", request, response,
      [this](const Call& call,
             const v1::ListAttainmentRequest& asked) -> absl::StatusOr<v1::ListAttainmentResponse> {
        MINGCE_ASSIGN_OR_RETURN(const AttainmentListQuery query,
                                FromProto(page_tokens_, call, asked));
        MINGCE_ASSIGN_OR_RETURN(const AttainmentList list,
                                reporting::ListAttainment(*projection_, *feeds_, query, call.now));
        return ToProto(page_tokens_, call, asked, list);
      });
}

grpc::ServerUnaryReactor* ReportingService::GetStatus(grpc::CallbackServerContext* context,
                                                      const v1::GetStatusRequest* request,
                                                      v1::GetStatusResponse* response) {
  return dispatcher_->Run(
      context, "GetStatus", request, response,
      [this](const Call& call,
             const v1::GetStatusRequest&) -> absl::StatusOr<v1::GetStatusResponse> {
        return ToProto(version_, reporting::GetStatus(*projection_, *feeds_, call.now));
      });
}

}  // namespace mingce::reporting
