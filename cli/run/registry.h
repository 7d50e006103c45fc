// The way to the registry service: connection.Call(&Registry::Method, request).

#ifndef MINGCE_CLI_RUN_REGISTRY_H_
#define MINGCE_CLI_RUN_REGISTRY_H_

#include "cli/run/connection.h"
#include "mingce/registry/v1/registry_service.grpc.pb.h"

namespace mingce::cli {

using Registry = registry::v1::RegistryService::Stub;

template <>
struct ServiceOf<Registry> {
  static const Endpoint& In(const Connection& connection) { return connection.registry(); }
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_REGISTRY_H_
