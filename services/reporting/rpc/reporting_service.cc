#include "services/reporting/rpc/reporting_service.h"

#include "absl/memory/memory.h"
#include "lib/base/status_macros.h"
#include "lib/base/version.h"
#include "services/reporting/app/figures.h"
#include "services/reporting/app/get_attainment.h"
#include "services/reporting/app/list_attainment.h"
#include "services/reporting/rpc/convert.h"

namespace mingce::reporting {

absl::StatusOr<std::unique_ptr<ReportingService>> ReportingService::Create(
    const rpc::Runtime& runtime, Parts parts) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> wire,
      rpc::Service::Create(
          runtime,
          v1::GetStatusRequest::descriptor()->file()->FindServiceByName("ReportingService"), {}));
  rpc::Service* methods = wire.get();
  auto service = absl::WrapUnique(new ReportingService(std::move(wire), std::move(parts)));
  const ReportingService* owner = service.get();
  methods->Serve("GetAttainment", owner, &ReportingService::GetAttainment);
  methods->Serve("ListAttainment", owner, &ReportingService::ListAttainment);
  methods->Serve("GetStatus", owner, &ReportingService::GetStatus);
  MINGCE_RETURN_IF_ERROR(methods->CheckBound());
  return service;
}

void ReportingService::GetAttainment(const Call& call, const v1::GetAttainmentRequest& request,
                                     const rpc::Reply<v1::Attainment>& reply) const {
  const absl::StatusOr<AttainmentQuery> query = FromProto(request);
  if (!query.ok()) return reply(query.status());
  reporting::GetAttainment(*parts_.projection, *parts_.feeds, parts_.parked, call, *query,
                           [reply](const absl::StatusOr<Figures>& figures) {
                             if (!figures.ok()) return reply(figures.status());
                             reply(ToProto(*figures));
                           });
}

absl::StatusOr<v1::ListAttainmentResponse> ReportingService::ListAttainment(
    const Call& call, const v1::ListAttainmentRequest& request) const {
  MINGCE_ASSIGN_OR_RETURN(const AttainmentListQuery query,
                          FromProto(parts_.page_tokens, call, request));
  MINGCE_ASSIGN_OR_RETURN(
      const AttainmentList list,
      reporting::ListAttainment(*parts_.projection, *parts_.feeds, call, query));
  return ToProto(parts_.page_tokens, call, request, list);
}

absl::StatusOr<v1::GetStatusResponse> ReportingService::GetStatus(
    const Call& call, const v1::GetStatusRequest&) const {
  return ToProto(kVersion, reporting::GetStatus(*parts_.projection, *parts_.feeds, call.now));
}

}  // namespace mingce::reporting
