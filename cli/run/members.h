// The way to the members service: connection.Call(&Members::Method, request).

#ifndef MINGCE_CLI_RUN_MEMBERS_H_
#define MINGCE_CLI_RUN_MEMBERS_H_

#include "cli/run/connection.h"
#include "mingce/members/v1/members_service.grpc.pb.h"

namespace mingce::cli {

using Members = members::v1::MembersService::Stub;

template <>
struct ServiceOf<Members> {
  static const Endpoint& In(const Connection& connection) { return connection.members(); }
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_MEMBERS_H_
