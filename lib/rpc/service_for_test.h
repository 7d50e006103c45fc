// A service of one method for each scope, made for tests: StringValue in, StringValue out, the text
// of the request being the organisation where the scope asks for one. And who may what: a county, a
// town and a village below it, another town, and nothing else.

#ifndef MINGCE_LIB_RPC_SERVICE_FOR_TEST_H_
#define MINGCE_LIB_RPC_SERVICE_FOR_TEST_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/call/authority.h"
#include "mingce/policy/v1/policy.pb.h"

namespace mingce::rpc {

using Text = google::protobuf::StringValue;

inline constexpr int kMostTextBytes = 10'000;
inline constexpr char kCounty[] = "0000000000000000000000000a";
inline constexpr char kTown[] = "0000000000000000000000000b";
inline constexpr char kVillage[] = "0000000000000000000000000c";
inline constexpr char kOther[] = "0000000000000000000000000d";
inline constexpr char kNowhere[] = "0000000000000000000000000e";

inline policy::v1::MethodPolicy PolicyOf(policy::v1::Scope scope,
                                         policy::v1::AuditClass audit = policy::v1::NONE) {
  policy::v1::MethodPolicy policy;
  policy.set_permission(policy::v1::MEMBER_READ);
  policy.set_audit(audit);
  policy.set_queue(policy::v1::INTERACTIVE);
  policy.set_max_deadline_ms(10'000);
  policy.set_scope(scope);
  policy.set_max_request_bytes(kMostTextBytes);
  if (scope == policy::v1::FIELD) policy.set_scope_field("value");
  return policy;
}

class DescriptorsForTest {
 public:
  // A service "mingce.trial.v1.Trial" whose methods have these policies; the names count from M0.
  const google::protobuf::ServiceDescriptor* Make(
      const std::vector<policy::v1::MethodPolicy>& policies) {
    google::protobuf::FileDescriptorProto file;
    file.set_name(absl::StrCat("trial", ++files_, ".proto"));
    file.set_package(absl::StrCat("mingce.trial", files_));
    file.add_dependency("google/protobuf/wrappers.proto");
    file.add_dependency("mingce/policy/v1/policy.proto");
    google::protobuf::ServiceDescriptorProto* service = file.add_service();
    service->set_name("Trial");
    for (const policy::v1::MethodPolicy& policy : policies) {
      google::protobuf::MethodDescriptorProto* method = service->add_method();
      method->set_name(absl::StrCat("M", service->method_size() - 1));
      method->set_input_type(".google.protobuf.StringValue");
      method->set_output_type(".google.protobuf.StringValue");
      *method->mutable_options()->MutableExtension(policy::v1::policy) = policy;
    }
    const google::protobuf::FileDescriptor* built = pool_.BuildFile(file);
    EXPECT_NE(built, nullptr);
    return built->service(0);
  }

 private:
  const Text linked_in_;  // so that its file is in the generated pool
  google::protobuf::DescriptorPool pool_{google::protobuf::DescriptorPool::generated_pool()};
  int files_ = 0;
};

inline AccessFacts FactsForTest(const std::vector<access::GrantChange>& grants) {
  const absl::CivilDay day(2000, 1, 1);
  std::vector<access::NodeChange> nodes;
  for (const auto& [id, parent] : {std::pair(kCounty, ""), std::pair(kTown, kCounty),
                                   std::pair(kVillage, kTown), std::pair(kOther, kCounty)}) {
    nodes.push_back({.id = id,
                     .names = std::nullopt,
                     .place = access::Place{.day = day, .revision = 1, .parent = parent}});
  }
  return {.tree = std::make_shared<const access::Tree>(access::Tree().With(nodes)),
          .grants = std::make_shared<const access::Grants>(access::Grants().With(grants))};
}

inline access::GrantChange GrantForTest(const std::string& identity, const std::string& below,
                                        int permission = policy::v1::MEMBER_READ) {
  return access::Grant{.id = absl::StrCat(identity, "/", below, "/", permission),
                       .identity = identity,
                       .permissions = std::uint64_t{1} << permission,
                       .below = below,
                       .from = absl::CivilDay(2000, 1, 1),
                       .until = std::nullopt};
}

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_SERVICE_FOR_TEST_H_
