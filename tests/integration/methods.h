// Every method of every service, called by its descriptor.

#ifndef MINGCE_TESTS_INTEGRATION_METHODS_H_
#define MINGCE_TESTS_INTEGRATION_METHODS_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "mingce/policy/v1/policy.pb.h"
#include "tests/integration/suite.h"

namespace mingce::tests {

struct Method {
  Service service;
  const google::protobuf::MethodDescriptor* descriptor;

  std::string path() const;
  policy::v1::MethodPolicy policy() const;
};

std::vector<Method> AllMethods();

// A request of `method`, serialised, that names `organization` where its policy looks for one.
std::string RequestNaming(const std::string& organization, const Method& method);

// Calls the method at `path`, "/package.Service/Method", with `request`, a serialised message. The
// answer itself is passed over.
grpc::Status CallPath(const std::string& path, const std::shared_ptr<grpc::Channel>& channel,
                      const std::string& request = "", bool deadline = true);

// Calls `method` with `request`, likewise.
grpc::Status CallBytes(const Method& method, const std::shared_ptr<grpc::Channel>& channel,
                       const std::string& request = "", bool deadline = true);

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_METHODS_H_
