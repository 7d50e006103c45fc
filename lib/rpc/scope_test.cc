#include "lib/rpc/scope.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/rpc/service_for_test.h"

namespace mingce::rpc {
namespace {

class ScopeTest : public testing::Test {
 protected:
  access::Access AccessBelow(const char* below) const {
    const AccessFacts facts = FactsForTest({GrantForTest("a", below)});
    return access::Access(facts.tree, *facts.grants, "a", absl::CivilDay(2020, 1, 1));
  }
  Scope Of(policy::v1::Scope scope) {
    return *Scope::Of(*descriptors_.Make({PolicyOf(scope)})->method(0));
  }
  // The reason of the refusal, or "".
  std::string Ask(const access::Access& access, const std::string& name) {
    Text request;
    request.set_value(name);
    std::string organization;
    return ReasonOf(Of(policy::v1::FIELD)
                        .CheckRequest(
                            access, request,
                            [] {
                              return MakeError(
                                  absl::StatusCode::kNotFound, "none",
                                  {.reason = "ABSENT", .domain = "t", .message_zh = "无"});
                            },
                            &organization));
  }
  static std::string Name(const char* id) { return absl::StrCat("organizations/", id); }

  DescriptorsForTest descriptors_;
};

TEST_F(ScopeTest, APolicyIsWholeOrNone) {
  const auto is_whole = [this](const policy::v1::MethodPolicy& policy) {
    return Scope::Of(*descriptors_.Make({policy})->method(0)).has_value();
  };
  const policy::v1::MethodPolicy whole = PolicyOf(policy::v1::FIELD);
  EXPECT_TRUE(is_whole(whole));
  policy::v1::MethodPolicy policy = whole;
  policy.clear_permission();
  EXPECT_FALSE(is_whole(policy));
  policy = whole;
  policy.clear_audit();
  EXPECT_FALSE(is_whole(policy));
  policy = whole;
  policy.clear_queue();
  EXPECT_FALSE(is_whole(policy));
  policy = whole;
  policy.clear_max_deadline_ms();
  EXPECT_FALSE(is_whole(policy));
  policy = whole;
  policy.clear_scope();
  EXPECT_FALSE(is_whole(policy));
  for (const char* field : {"", "no_such", "value.deeper", ".", "value."}) {
    policy = whole;
    policy.set_scope_field(field);
    EXPECT_FALSE(is_whole(policy)) << field;
  }
  policy = PolicyOf(policy::v1::ANYWHERE);
  policy.set_scope_field("value");
  EXPECT_FALSE(is_whole(policy)) << "a field that nobody looks at";
}

TEST_F(ScopeTest, WhoMayNowhereIsRefusedBeforeTheRequestIsRead) {
  for (const policy::v1::Scope scope :
       {policy::v1::EVERYWHERE, policy::v1::FIELD, policy::v1::ANYWHERE, policy::v1::LOADED}) {
    EXPECT_EQ(ReasonOf(Of(scope).CheckCaller(access::Access())), "PERMISSION_DENIED") << scope;
    EXPECT_TRUE(Of(scope).CheckCaller(AccessBelow("")).ok()) << scope;
    EXPECT_EQ(Of(scope).CheckCaller(AccessBelow(kTown)).ok(), scope != policy::v1::EVERYWHERE);
  }
}

TEST_F(ScopeTest, OfAnOrganizationOnlyOnesOwnIsThere) {
  const access::Access town = AccessBelow(kTown);
  EXPECT_EQ(Ask(town, Name(kTown)), "");
  EXPECT_EQ(Ask(town, Name(kVillage)), "");
  for (const char* other : {kCounty, kOther, kNowhere}) {
    EXPECT_EQ(Ask(town, Name(other)), "ABSENT") << other;
  }
  EXPECT_EQ(Ask(town, ""), "PERMISSION_DENIED") << "the whole register";
  for (const char* unsound : {kTown, "organizations/", "organizations/x", "members/x", "x"}) {
    EXPECT_EQ(Ask(town, unsound), "BAD_NAME") << unsound;
  }
  const access::Access all = AccessBelow("");
  for (const char* any : {kTown, kOther, kNowhere}) EXPECT_EQ(Ask(all, Name(any)), "");
  EXPECT_EQ(Ask(all, ""), "");
  EXPECT_EQ(Ask(AccessBelow(kCounty), ""), "") << "the only root is the whole register";
}

}  // namespace
}  // namespace mingce::rpc
