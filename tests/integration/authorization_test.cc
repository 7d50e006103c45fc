// Who may do what, on the real binaries: every method, every role, granted for one town, asked
// about the town, what is below, above and beside it, and nothing at all, with credentials in four
// states. What has to come out is said once more here, by itself: it shares no code and no table
// with the product.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/base/clock.h"
#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/base/time_proto.h"
#include "lib/rpc/grpc_status.h"
#include "tests/integration/campaign.h"
#include "tests/integration/methods.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

using Registry = registry::v1::RegistryService::Stub;
using Roles = registry::v1::RoleService::Stub;

// ---- The reference.

const std::map<std::string, std::set<std::string>> kMay = {
    {"COUNTY_OFFICER",
     {"REGISTRY_READ", "ORGANIZATION_WRITE", "CAMPAIGN_WRITE", "MEMBER_READ", "MEMBER_WRITE",
      "ELIGIBILITY_CHECK", "REPORT_READ", "STATUS_READ", "ROLE_READ", "ROLE_WRITE", "AUDIT_READ"}},
    {"BENEFIT_SYSTEM", {"ELIGIBILITY_CHECK"}},
    {"FEED_CONSUMER", {"FEED_READ", "REGISTRY_READ", "REPORT_READ"}},
    {"REPORT_READER", {"REGISTRY_READ", "REPORT_READ"}},
    {"OPERATOR", {"STATUS_READ"}},
    {"COLLECTOR", {"REGISTRY_READ", "MEMBER_READ", "MEMBER_WRITE", "REPORT_READ"}},
    {"UNIT_LEADER", {"REGISTRY_READ", "MEMBER_READ", "REPORT_READ"}},
    {"FEDERATION_OFFICER", {"REGISTRY_READ", "MEMBER_READ", "MEMBER_WRITE", "REPORT_READ"}},
    {"HIGHER_APPROVER", {"REGISTRY_READ", "REPORT_READ"}},
    {"AUDITOR", {"REGISTRY_READ", "REPORT_READ", "STATUS_READ", "ROLE_READ", "AUDIT_READ"}},
    {"KEY_CUSTODIAN", {"STATUS_READ"}},
};

enum class Relation { kSelf, kBelow, kAbove, kBeside, kNone };
enum class State { kValid, kRevoked, kExpired, kBlocked };
enum class Outcome { kShutOut, kDenied, kAbsent, kPast };

// What a caller with `role` for the town gets.
Outcome Expected(const std::string& role, State state, const policy::v1::MethodPolicy& policy,
                 Relation relation) {
  // Without any role in force there is no connection, and so nothing to be told apart.
  if (state != State::kValid) return Outcome::kShutOut;
  const bool holds = kMay.at(role).contains(policy::v1::Permission_Name(policy.permission()));
  if (!holds || policy.scope() == policy::v1::EVERYWHERE) return Outcome::kDenied;
  if (policy.scope() != policy::v1::FIELD) return Outcome::kPast;
  const bool own = relation == Relation::kSelf || relation == Relation::kBelow;
  return own ? Outcome::kPast : Outcome::kAbsent;
}

// ---- The suite with a town, a village below it, and another town.

class AuthorizationTest : public testing::Test {
 protected:
  AuthorizationTest() {
    suite_.LoadCampaign();
    registry::v1::ListOrganizationsResponse all;
    EXPECT_TRUE(Ask(suite_.registry(), &Registry::ListOrganizations,
                    registry::v1::ListOrganizationsRequest(), &all)
                    .ok());
    for (const registry::v1::Organization& organization : all.organizations()) {
      if (organization.parent().empty()) county_ = organization.name();
    }
    town_ = Make("甲镇总工会", "31", county_);
    other_ = Make("乙镇总工会", "31", county_);
    village_ = Make("丙村工会", "41", town_);
  }

  std::string Make(const std::string& name, const std::string& kind, const std::string& parent) {
    registry::v1::CreateOrganizationRequest request;
    request.set_parent(parent);
    (*request.mutable_fields())["union_name"] = name;
    (*request.mutable_fields())["union_kind"] = kind;
    (*request.mutable_fields())["unit_uscc_absent_reason"] = "1";
    (*request.mutable_fields())["union_uscc_absent_reason"] = "2";
    request.set_request_id(NewUuid());
    registry::v1::Organization made;
    const absl::Status status =
        Ask(suite_.registry(), &Registry::CreateOrganization, request, &made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  }

  const std::string& NameOf(Relation relation) const {
    static const std::string none = "organizations/zzzzzzzzzzzzzzzzzzzzzzzzzz";
    switch (relation) {
      case Relation::kSelf:
        return town_;
      case Relation::kBelow:
        return village_;
      case Relation::kAbove:
        return county_;
      case Relation::kBeside:
        return other_;
      case Relation::kNone:
        break;
    }
    return none;
  }

  void Revoke(const std::string& grant) {
    registry::v1::RevokeRoleRequest request;
    request.set_name(grant);
    request.set_document_number("桃工发〔2019〕31号");
    request.set_request_id(NewUuid());
    registry::v1::RoleGrant revoked;
    const absl::Status status = Ask(suite_.roles(), &Roles::RevokeRole, request, &revoked);
    ASSERT_TRUE(status.ok()) << status;
  }
  void Block(const std::string& identity, bool blocked = true) {
    registry::v1::BlockIdentityRequest request;
    request.set_identity(Suite::UriOf(identity));
    request.set_blocked(blocked);
    request.set_document_number("报失单1");
    request.set_request_id(NewUuid());
    registry::v1::IdentityBlock block;
    const absl::Status status = Ask(suite_.roles(), &Roles::BlockIdentity, request, &block);
    ASSERT_TRUE(status.ok()) << status;
  }
  // A person with `role` for the town, in `state`; returns who.
  std::string Person(const std::string& role, State state) {
    policy::v1::Role number = policy::v1::ROLE_UNSPECIFIED;
    EXPECT_TRUE(policy::v1::Role_Parse(role, &number));
    const std::string who = absl::StrCat("person/p", number, "-", static_cast<int>(state));
    suite_.Issue(who);
    registry::v1::GrantRoleRequest request;
    request.set_identity(Suite::UriOf(who));
    request.set_role(number);
    request.set_organization(town_);
    request.set_document_number("桃工发〔2019〕30号");
    request.set_request_id(NewUuid());
    if (state == State::kExpired) {
      const absl::CivilDay yesterday = BeijingDay(Clock::System().Now()) - 1;
      SetDate(yesterday - 30, request.mutable_effective_on());
      SetDate(yesterday, request.mutable_until());
    }
    registry::v1::RoleGrant grant;
    const absl::Status status = Ask(suite_.roles(), &Roles::GrantRole, request, &grant);
    EXPECT_TRUE(status.ok()) << status;
    if (state == State::kRevoked) Revoke(grant.name());
    if (state == State::kBlocked) Block(who);
    return who;
  }

  static Outcome OutcomeOf(const grpc::Status& status) {
    const bool answered = !status.error_details().empty();
    if (status.error_code() == grpc::StatusCode::UNAVAILABLE && !answered) return Outcome::kShutOut;
    if (status.error_code() == grpc::StatusCode::PERMISSION_DENIED) return Outcome::kDenied;
    return ReasonOf(rpc::FromGrpc(status)) == "ORGANIZATION_NOT_FOUND" ? Outcome::kAbsent
                                                                       : Outcome::kPast;
  }

  Suite suite_;
  std::string county_, town_, village_, other_;
};

TEST_F(AuthorizationTest, EveryMethodRoleRelationAndStateIsAsTheReferenceSays) {
  const std::vector<Method> methods = AllMethods();
  std::map<std::pair<std::string, State>, std::string> people;
  for (const auto& [role, permissions] : kMay) {
    for (const State state : {State::kValid, State::kRevoked, State::kExpired, State::kBlocked}) {
      people[{role, state}] = Person(role, state);
    }
  }
  suite_.WaitUntilCaughtUp();
  int cases = 0;
  for (const auto& [who, person] : people) {
    const auto& [role, state] = who;
    std::map<Service, std::shared_ptr<grpc::Channel>> channels;
    for (const Service service : {Service::kRegistry, Service::kMembers, Service::kReporting}) {
      channels[service] = suite_.ChannelTo(service, person);
    }
    for (const Method& method : methods) {
      std::map<Relation, grpc::Status> answers;
      for (const Relation relation : {Relation::kSelf, Relation::kBelow, Relation::kAbove,
                                      Relation::kBeside, Relation::kNone}) {
        const grpc::Status status =
            CallBytes(method, channels[method.service], RequestNaming(NameOf(relation), method));
        ASSERT_EQ(OutcomeOf(status), Expected(role, state, method.policy(), relation))
            << role << " " << static_cast<int>(state) << " " << method.path() << " "
            << static_cast<int>(relation) << ": " << rpc::FromGrpc(status);
        answers[relation] = status;
        ++cases;
      }
      // What one may not know of is answered as what is not there, to the byte.
      if (method.policy().scope() != policy::v1::FIELD) continue;
      for (const Relation relation : {Relation::kAbove, Relation::kBeside}) {
        EXPECT_EQ(answers[relation].error_code(), answers[Relation::kNone].error_code());
        EXPECT_EQ(answers[relation].error_message(), answers[Relation::kNone].error_message());
        EXPECT_EQ(answers[relation].error_details(), answers[Relation::kNone].error_details());
      }
    }
  }
  EXPECT_GE(cases, 5000);
}

// In the services that follow as well, and without a pause: a change of rights is answered when
// they have heard of it.
TEST_F(AuthorizationTest, AChangeOfRightsActsOnTheNextCallInAllServices) {
  suite_.Issue("person/anna");
  const auto registry =
      registry::v1::RegistryService::NewStub(suite_.ChannelTo(Service::kRegistry, "person/anna"));
  const auto members =
      members::v1::MembersService::NewStub(suite_.ChannelTo(Service::kMembers, "person/anna"));
  const auto reporting = reporting::v1::ReportingService::NewStub(
      suite_.ChannelTo(Service::kReporting, "person/anna"));
  int tries = 0;
  int stale = 0;
  const auto expect = [&](const absl::Status& status, absl::string_view reason) {
    ++tries;
    if (ReasonOrCodeOf(status) == reason) return;  // many refusals in a minute have none
    ++stale;
    ADD_FAILURE() << "try " << tries << ": " << status;
  };
  const auto look_at_village = [&](absl::string_view reason) {
    registry::v1::GetOrganizationRequest get;
    get.set_name(village_);
    registry::v1::Organization village;
    expect(Ask(*registry, &Registry::GetOrganization, get, &village), reason);
    members::v1::ListMembersRequest list;
    list.set_organization(village_);
    members::v1::ListMembersResponse listed;
    expect(Ask(*members, &members::v1::MembersService::Stub::ListMembers, list, &listed), reason);
  };
  const auto look = [&](absl::string_view reason) {
    look_at_village(reason);
    reporting::v1::GetAttainmentRequest get;
    get.set_campaign(kCampaign);
    reporting::v1::Attainment table;
    expect(Ask(*reporting, &reporting::v1::ReportingService::Stub::GetAttainment, get, &table),
           reason);
  };
  for (int i = 0; i < 145; ++i) {
    const std::string grant = suite_.Grant("person/anna", policy::v1::COLLECTOR, town_).name();
    look("");
    Revoke(grant);
    look("PERMISSION_DENIED");
  }
  suite_.Grant("person/anna", policy::v1::COLLECTOR, town_);
  for (int i = 0; i < 60; ++i) {
    registry::v1::Organization village;
    registry::v1::GetOrganizationRequest get;
    get.set_name(village_);
    ASSERT_TRUE(Ask(suite_.registry(), &Registry::GetOrganization, get, &village).ok());
    registry::v1::MoveOrganizationRequest move;
    move.set_name(village_);
    move.set_etag(village.etag());
    move.set_parent(i % 2 == 0 ? other_ : town_);
    move.set_request_id(NewUuid());
    const absl::Status moved = Ask(suite_.registry(), &Registry::MoveOrganization, move, &village);
    ASSERT_TRUE(moved.ok()) << moved;
    look_at_village(i % 2 == 0 ? "ORGANIZATION_NOT_FOUND" : "");
  }
  for (int i = 0; i < 10; ++i) {
    Block("person/anna", i % 2 == 0);
    look(i % 2 == 0 ? "PERMISSION_DENIED" : "");
  }
  EXPECT_GE(tries, 1000);
  EXPECT_EQ(stale, 0);
}

// What follows and is not there is not waited for.
TEST_F(AuthorizationTest, RightsAreChangedWhileTheOtherServicesAreAway) {
  suite_.Kill(Service::kMembers);
  EXPECT_EQ(suite_.Stop(Service::kReporting), 0);
  suite_.Issue("person/anna");
  suite_.Grant("person/anna", policy::v1::COLLECTOR, town_);
  suite_.Start(Service::kMembers);
  suite_.Start(Service::kReporting);
}

}  // namespace
}  // namespace mingce::tests
