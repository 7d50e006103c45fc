// The way to the reporting service: connection.Call(&Reporting::Method, request).

#ifndef MINGCE_CLI_RUN_REPORTING_H_
#define MINGCE_CLI_RUN_REPORTING_H_

#include "cli/run/connection.h"
#include "mingce/reporting/v1/reporting_service.grpc.pb.h"

namespace mingce::cli {

using Reporting = reporting::v1::ReportingService::Stub;

template <>
struct ServiceOf<Reporting> {
  static const Endpoint& In(const Connection& connection) { return connection.reporting(); }
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_REPORTING_H_
