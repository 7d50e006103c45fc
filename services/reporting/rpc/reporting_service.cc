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
      std::unique_ptr<rpc::Service> wire,
      rpc::Service::Create(
          runtime,
          v1::GetStatusRequest::descriptor()->file()->FindServiceByName("ReportingService"),
          /*absent=*/nullptr));
  rpc::Service* methods = wire.get();
  auto service = absl::WrapUnique(new ReportingService(std::move(wire), projection, feeds, parked,
                                                       std::move(page_tokens), std::move(version)));
  const ReportingService* owner = service.get();
  methods->Serve("GetAttainment", owner, &ReportingService::GetAttainment);
  methods->Serve("ListAttainment", owner, &ReportingService::ListAttainment);
  methods->Serve("GetStatus", owner, &ReportingService::GetStatus);
  MINGCE_RETURN_IF_ERROR(methods->CheckBound());
  return service;
}

ReportingService::ReportingService(std::unique_ptr<rpc::Service> service,
                                   const Projection* projection, const FeedSource* feeds,
                                   ParkedCalls* parked, rpc::PageTokens page_tokens,
                                   std::string version)
    : service_(std::move(service)),
      projection_(projection),
      feeds_(feeds),
      parked_(parked),
      page_tokens_(std::move(page_tokens)),
      version_(std::move(version)) {}

void ReportingService::GetAttainment(const Call& call, const v1::GetAttainmentRequest& request,
                                     const rpc::Reply<v1::Attainment>& reply) const {
  const absl::StatusOr<AttainmentQuery> query = FromProto(request);
  if (!query.ok()) return reply(query.status());
  reporting::GetAttainment(*projection_, *feeds_, parked_, call, *query,
                           [reply](const absl::StatusOr<Figures>& figures) {
                             if (!figures.ok()) return reply(figures.status());
                             reply(ToProto(*figures));
                           });
}

absl::StatusOr<v1::ListAttainmentResponse> ReportingService::ListAttainment(
    const Call& call, const v1::ListAttainmentRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const AttainmentListQuery query, FromProto(page_tokens_, call, request));
  MINGCE_ASSIGN_OR_RETURN(const AttainmentList list,
                          reporting::ListAttainment(*projection_, *feeds_, call, query));
  return ToProto(page_tokens_, call, request, list);
}

absl::StatusOr<v1::GetStatusResponse> ReportingService::GetStatus(
    const Call& call, const v1::GetStatusRequest&) const {
  return ToProto(version_, reporting::GetStatus(*projection_, *feeds_, call.now));
}

}  // namespace mingce::reporting
