// Reporting's own messages, both ways.

#ifndef MINGCE_SERVICES_REPORTING_RPC_CONVERT_H_
#define MINGCE_SERVICES_REPORTING_RPC_CONVERT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/call/call.h"
#include "lib/rpc/paging.h"
#include "mingce/reporting/v1/reporting_service.pb.h"
#include "services/reporting/app/get_attainment.h"
#include "services/reporting/app/list_attainment.h"

namespace mingce::reporting {

// Errors: BAD_NAME, BAD_DATE, BAD_TREE_BASIS.
absl::StatusOr<AttainmentQuery> FromProto(const v1::GetAttainmentRequest& request);

// Errors: the same, BAD_PAGE_SIZE, BAD_PAGE_TOKEN.
absl::StatusOr<AttainmentListQuery> FromProto(const rpc::PageTokens& tokens, const Call& call,
                                              const v1::ListAttainmentRequest& request);

v1::Attainment ToProto(const Figures& figures);
v1::ListAttainmentResponse ToProto(const rpc::PageTokens& tokens, const Call& call,
                                   const v1::ListAttainmentRequest& request,
                                   const AttainmentList& list);
v1::GetStatusResponse ToProto(absl::string_view version, const ServiceStatus& status);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_RPC_CONVERT_H_
