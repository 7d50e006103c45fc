// The way to the three services of mingce-registry: connection.Call(&Registry::Method, request).

#ifndef MINGCE_CLI_RUN_REGISTRY_H_
#define MINGCE_CLI_RUN_REGISTRY_H_

#include "cli/run/connection.h"
#include "mingce/registry/v1/catalogue_service.grpc.pb.h"
#include "mingce/registry/v1/registry_service.grpc.pb.h"
#include "mingce/registry/v1/role_service.grpc.pb.h"

namespace mingce::cli {

using Registry = registry::v1::RegistryService::Stub;
using Catalogue = registry::v1::CatalogueService::Stub;
using Roles = registry::v1::RoleService::Stub;

template <>
struct ServiceOf<Registry> {
  static const Endpoint& In(const Connection& connection) { return connection.registry(); }
};
template <>
struct ServiceOf<Catalogue> : ServiceOf<Registry> {};
template <>
struct ServiceOf<Roles> : ServiceOf<Registry> {};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_REGISTRY_H_
