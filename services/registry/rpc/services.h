// The three services of mingce.registry.v1. Each method: read the request, call one function in
// app/, write the reply. Holds no state and no rule.
//
// Errors of all: those of rpc::Service::Create and CheckBound. `parts` and `runtime` outlive the
// service.

#ifndef MINGCE_SERVICES_REGISTRY_RPC_SERVICES_H_
#define MINGCE_SERVICES_REGISTRY_RPC_SERVICES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/rpc/service.h"
#include "services/registry/app/register.h"

namespace mingce::registry {

// `version` is what GetStatus says.
absl::StatusOr<std::unique_ptr<rpc::Service>> MakeRegistryService(const Register& parts,
                                                                  const rpc::Runtime& runtime,
                                                                  std::string version);

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeCatalogueService(const Register& parts,
                                                                   const rpc::Runtime& runtime);

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeRoleService(const Register& parts,
                                                              const rpc::Runtime& runtime);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_RPC_SERVICES_H_
