// Grants of roles: who may give what to whom, from when on it acts, and what becomes of it.

#include "services/registry/app/roles.h"

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/create_organization.h"
#include "services/registry/app/register_for_test.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/role_store.h"

namespace mingce::registry {
namespace {

using policy::v1::COLLECTOR;
using policy::v1::COUNTY_OFFICER;
using policy::v1::OPERATOR;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kAnna[] = "spiffe://test/person/anna";
constexpr char kBert[] = "spiffe://test/person/bert";

class RolesTest : public RegisterTest {
 protected:
  RolesTest() { OpenCampaign(); }

  absl::StatusOr<RoleGrantView> Grant(NewRole asked, const std::string& by = kOfficer) {
    if (asked.document_number.empty()) asked.document_number = "桃工发〔2019〕30号";
    return Await<RoleGrantView>([&](Done<RoleGrantView> done) {
      GrantRole(parts_, NewCall("registry.GrantRole", by), asked, MutationBy(by), std::move(done));
    });
  }
  RoleGrant MustGrant(NewRole asked) {
    const auto granted = Grant(std::move(asked));
    EXPECT_THAT(granted, IsOk());
    return granted->grant;
  }
  absl::StatusOr<RoleGrantView> Revoke(const std::string& id, const std::string& by = kOfficer) {
    return Await<RoleGrantView>([&](Done<RoleGrantView> done) {
      RevokeRole(parts_, NewCall("registry.RevokeRole", by), id, "桃工发〔2019〕31号",
                 MutationBy(by), std::move(done));
    });
  }
  absl::StatusOr<IdentityBlock> Block(const std::string& identity, bool blocked,
                                      const std::string& by = kOfficer) {
    return Await<IdentityBlock>([&](Done<IdentityBlock> done) {
      BlockIdentity(parts_, NewCall("registry.BlockIdentity", by),
                    {.identity = identity, .blocked = blocked, .document_number = "报失单1"},
                    MutationBy(by), std::move(done));
    });
  }
  static Mutation MutationBy(const std::string& identity) {
    Mutation mutation = NewMutation();
    mutation.key.caller = identity;
    return mutation;
  }
  // What the identity may do now, by the calls' facts.
  access::Access AccessOf(const std::string& identity) const {
    return NewCall("", identity).access;
  }
  template <typename T>
  static std::string Reason(const absl::StatusOr<T>& answer) {
    return answer.ok() ? "OK" : ReasonOf(answer.status());
  }
  std::vector<std::string> Listed(const RoleGrantFilter& filter) {
    std::vector<std::string> ids;
    const RoleGrantPage page = ListRoleGrants(parts_, NewCall(), filter, "", 100).value();
    for (const RoleGrantView& view : page.grants) {
      ids.push_back(view.grant.id);
    }
    return ids;
  }
  absl::CivilDay today() const { return BeijingDay(clock_.Now()); }
};

TEST_F(RolesTest, ARoleActsAtOnceForItsOrganizationAndBelow) {
  const Organization town = MustCreate("甲镇总工会", "31");
  const Organization village = MustCreate("乙村工会", "41", town.id);
  const Organization other = MustCreate("丙局工会");
  EXPECT_FALSE(AccessOf(kAnna).MaySomewhere(policy::v1::MEMBER_WRITE));
  const RoleGrant grant =
      MustGrant({.identity = kAnna, .role = COLLECTOR, .organization = town.id});
  EXPECT_EQ(grant.from, today());
  EXPECT_EQ(grant.granted_by, kOfficer);
  const access::Access access = AccessOf(kAnna);
  EXPECT_TRUE(access.May(policy::v1::MEMBER_WRITE, town.id.text()));
  EXPECT_TRUE(access.May(policy::v1::MEMBER_WRITE, village.id.text()));
  EXPECT_FALSE(access.May(policy::v1::MEMBER_WRITE, other.id.text()));
  EXPECT_FALSE(access.May(policy::v1::MEMBER_WRITE, county().text()));
  EXPECT_FALSE(access.May(policy::v1::ORGANIZATION_WRITE, village.id.text()));
}

TEST_F(RolesTest, ItMovesWithItsUnitAndEndsWithTheDay) {
  const Organization town = MustCreate("甲镇总工会", "31");
  const Organization other = MustCreate("乙镇总工会", "31");
  const Organization village = MustCreate("丙村工会", "41", town.id);
  MustGrant({.identity = kAnna,
             .role = COLLECTOR,
             .organization = town.id,
             .from = today() + 1,
             .until = today() + 2});
  EXPECT_FALSE(AccessOf(kAnna).May(policy::v1::MEMBER_WRITE, village.id.text()));
  clock_.Advance(absl::Hours(24));
  EXPECT_TRUE(AccessOf(kAnna).May(policy::v1::MEMBER_WRITE, village.id.text()));
  ASSERT_THAT(Move(village, other.id), IsOk());
  EXPECT_FALSE(AccessOf(kAnna).May(policy::v1::MEMBER_WRITE, village.id.text()));
  EXPECT_TRUE(AccessOf(kAnna).May(policy::v1::MEMBER_WRITE, town.id.text()));
  clock_.Advance(absl::Hours(48));
  EXPECT_FALSE(AccessOf(kAnna).May(policy::v1::MEMBER_WRITE, town.id.text()));
}

TEST_F(RolesTest, WithdrawnOrBlockedItGivesNothingFromThenOn) {
  const RoleGrant grant = MustGrant({.identity = kAnna, .role = OPERATOR});
  ASSERT_THAT(Block(kAnna, true), IsOk());
  EXPECT_FALSE(AccessOf(kAnna).MaySomewhere(policy::v1::STATUS_READ));
  EXPECT_TRUE(ListRoleGrants(parts_, NewCall(), {}, "", 1)->grants.front().identity_blocked);
  ASSERT_THAT(Block(kAnna, false), IsOk());
  EXPECT_TRUE(AccessOf(kAnna).MayEverywhere(policy::v1::STATUS_READ));
  ASSERT_THAT(Revoke(grant.id), IsOk());
  EXPECT_FALSE(AccessOf(kAnna).MaySomewhere(policy::v1::STATUS_READ));
  const std::size_t events = Events().size();
  EXPECT_EQ(Revoke(grant.id)->grant.withdrawal->document_number, "桃工发〔2019〕31号");
  EXPECT_THAT(Block(kAnna, false), IsOk());
  EXPECT_EQ(Events().size(), events) << "said twice is said once";
  EXPECT_EQ(Reason(Revoke("0123456789abcdefghjkmnpqrs")), "ROLE_GRANT_NOT_FOUND");
}

TEST_F(RolesTest, ABlockedOfficerIsRefusedByTheWriterToo) {
  MustGrant({.identity = kBert, .role = COUNTY_OFFICER});
  const Call before = NewCall("registry.CreateOrganization", kBert);  // admitted a moment ago
  ASSERT_THAT(Block(kBert, true), IsOk());
  const auto made = Await<OrganizationView>([&](Done<OrganizationView> done) {
    CreateOrganization(parts_, before,
                       {.parent = county(),
                        .fields = {{"union_name", "甲局工会"}, {"union_kind", "31"}},
                        .aliases = {}},
                       MutationBy(kBert), std::move(done));
  });
  EXPECT_EQ(Reason(made), "ORGANIZATION_NOT_FOUND");
}

TEST_F(RolesTest, NobodyGivesHerselfOrBeyondHerOwn) {
  const Organization town = MustCreate("甲镇总工会", "31");
  const Organization other = MustCreate("乙镇总工会", "31");
  EXPECT_EQ(Reason(Grant({.identity = kOfficer, .role = OPERATOR})), "ROLE_FOR_ONESELF");
  EXPECT_EQ(Reason(Block(kOfficer, true)), "ROLE_FOR_ONESELF");

  // Bert is an officer of one town only.
  MustGrant({.identity = kBert, .role = COUNTY_OFFICER, .organization = town.id});
  EXPECT_THAT(Grant({.identity = kAnna, .role = COLLECTOR, .organization = town.id}, kBert),
              IsOk());
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = COLLECTOR, .organization = other.id}, kBert)),
            "ORGANIZATION_NOT_FOUND");
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = COLLECTOR}, kBert)), "PERMISSION_DENIED");
  EXPECT_EQ(Reason(Block(kAnna, true, kBert)), "PERMISSION_DENIED");

  // He does not see, and so cannot withdraw, what is not his.
  const RoleGrant elsewhere =
      MustGrant({.identity = kAnna, .role = COLLECTOR, .organization = other.id});
  const RoleGrant everywhere = MustGrant({.identity = kAnna, .role = OPERATOR});
  EXPECT_EQ(Reason(Revoke(elsewhere.id, kBert)), "ROLE_GRANT_NOT_FOUND");
  EXPECT_EQ(Reason(Revoke(everywhere.id, kBert)), "ROLE_GRANT_NOT_FOUND");
  EXPECT_EQ(Revoke(elsewhere.id, kBert).status(),
            Revoke("0123456789abcdefghjkmnpqrs", kBert).status());
  // Nor whoever the whole has set over his part, little as the role may do today.
  for (const int role : {policy::v1::AUDITOR, policy::v1::HIGHER_APPROVER,
                         policy::v1::KEY_CUSTODIAN, policy::v1::FEED_CONSUMER}) {
    EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = role, .organization = town.id}, kBert)),
              "ROLE_EXCEEDS_OWN");
    const RoleGrant set_over =
        MustGrant({.identity = kAnna, .role = role, .organization = town.id});
    EXPECT_EQ(Reason(Revoke(set_over.id, kBert)), "ROLE_EXCEEDS_OWN");
  }
}

TEST_F(RolesTest, RefusesWhatIsNoGrant) {
  EXPECT_EQ(Reason(Grant({.identity = "alice", .role = OPERATOR})), "IDENTITY_INVALID");
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = 0})), "ROLE_INVALID");
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = 99})), "ROLE_INVALID");
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = OPERATOR, .document_number = "  "})),
            "FIELD_MISSING");
  EXPECT_EQ(Reason(Grant(
                {.identity = kAnna, .role = OPERATOR, .document_number = std::string(101, 'x')})),
            "TOO_LONG");
  EXPECT_EQ(Reason(Grant({.identity = kAnna, .role = OPERATOR, .until = today() - 1})),
            "BAD_DATES");
  EXPECT_EQ(Reason(Grant({.identity = kAnna,
                          .role = OPERATOR,
                          .organization = OrganizationId::FromText("0123456789abcdefghjkmnpqrs")})),
            "ORGANIZATION_NOT_FOUND");
  EXPECT_THAT(Listed({.show_all = true}), IsEmpty());
}

TEST_F(RolesTest, WhatIsGivenAlreadyIsAnsweredAsItIs) {
  const RoleGrant grant = MustGrant({.identity = kAnna, .role = OPERATOR});
  EXPECT_EQ(MustGrant({.identity = kAnna, .role = OPERATOR}).id, grant.id);
  EXPECT_EQ(MustGrant({.identity = kAnna, .role = OPERATOR, .until = today()}).id, grant.id);
  EXPECT_NE(MustGrant({.identity = kAnna, .role = OPERATOR, .from = today() - 1}).id, grant.id);
  EXPECT_NE(MustGrant({.identity = kBert, .role = OPERATOR}).id, grant.id);
}

TEST_F(RolesTest, ListsThoseInForceOrAll) {
  const Organization town = MustCreate("甲镇总工会", "31");
  const Organization village = MustCreate("乙村工会", "41", town.id);
  const RoleGrant all = MustGrant({.identity = kAnna, .role = OPERATOR});
  const RoleGrant there =
      MustGrant({.identity = kBert, .role = COLLECTOR, .organization = village.id});
  const RoleGrant later = MustGrant(
      {.identity = kBert, .role = COLLECTOR, .organization = town.id, .from = today() + 10});
  const RoleGrant gone = MustGrant({.identity = kAnna, .role = COLLECTOR});
  ASSERT_THAT(Revoke(gone.id), IsOk());
  const auto sorted = [](std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  EXPECT_EQ(Listed({}), sorted({all.id, there.id}));
  EXPECT_EQ(Listed({.as_of = today() + 10}), sorted({all.id, there.id, later.id}));
  EXPECT_EQ(Listed({.show_all = true}), sorted({all.id, there.id, later.id, gone.id}));
  EXPECT_EQ(Listed({.identity = kAnna, .show_all = true}), sorted({all.id, gone.id}));
  EXPECT_THAT(Listed({.organization = town.id}), ElementsAre(there.id));
  EXPECT_EQ(Listed({.organization = town.id, .show_all = true}), sorted({there.id, later.id}));
  // Page by page it is the same.
  std::vector<std::string> paged;
  std::string after;
  do {
    const RoleGrantPage page =
        ListRoleGrants(parts_, NewCall(), {.show_all = true}, after, 1).value();
    ASSERT_THAT(page.grants, SizeIs(1));
    paged.push_back(page.grants.front().grant.id);
    after = page.last_id;
  } while (!after.empty());
  EXPECT_EQ(paged, Listed({.show_all = true}));
}

TEST_F(RolesTest, IsPublishedAndComesBackFromTheRows) {
  const RoleGrant grant = MustGrant({.identity = kAnna, .role = OPERATOR});
  const RoleGrant gone = MustGrant({.identity = kBert, .role = OPERATOR});
  ASSERT_THAT(Revoke(gone.id), IsOk());
  ASSERT_THAT(Block("spiffe://test/person/carl", true), IsOk());
  std::vector<std::string> live;
  for (const feed::v1::Event& event : Events()) live.push_back(event.type());
  live.erase(live.begin(), live.end() - 4);
  EXPECT_THAT(live, ElementsAre("mingce.registry.events.v1.RoleGranted",
                                "mingce.registry.events.v1.RoleGranted",
                                "mingce.registry.events.v1.RoleRevoked",
                                "mingce.registry.events.v1.IdentityBlocked"));
  std::vector<std::string> state;
  ASSERT_THAT(
      VisitPublished(*store_, "",
                     [&](absl::string_view, const ledger::NewEvent& event, ledger::RecordedTime) {
                       state.push_back(event.subject);
                       return true;
                     }),
      IsOk());
  EXPECT_THAT(state, testing::IsSupersetOf({grant.ResourceName(), gone.ResourceName(),
                                            std::string("spiffe://test/person/carl")}));
  const AccessFacts reloaded = LivingRegister::Load(*store_).value()->Now()->access();
  EXPECT_TRUE(access::Access(reloaded.tree, *reloaded.grants, kAnna, today())
                  .MayEverywhere(policy::v1::STATUS_READ));
  EXPECT_FALSE(access::Access(reloaded.tree, *reloaded.grants, kBert, today())
                   .MaySomewhere(policy::v1::STATUS_READ));
  EXPECT_TRUE(reloaded.grants->IsRevoked("spiffe://test/person/carl"));
}

}  // namespace
}  // namespace mingce::registry
