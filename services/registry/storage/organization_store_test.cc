#include "services/registry/storage/organization_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

OrganizationId Id(char last) { return *OrganizationId::FromText(std::string(25, '0') + last); }

// Rows staged in one transaction are read back through it: the index code is the same either way.
class OrganizationStoreTest : public testing::Test {
 protected:
  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/registry-store-test", .in_memory = true}).value();
  const ledger::Changes decided_;
  ledger::Transaction transaction_{store_.get(), &decided_, 1, {.time = absl::UnixEpoch()}};

  Organization Put(char id, std::optional<OrganizationId> parent, const std::string& name) {
    Organization organization(Id(id), std::move(parent));
    organization.union_name = name;
    PutOrganization(std::nullopt, organization, &transaction_);
    return organization;
  }
};

TEST_F(OrganizationStoreTest, FindsWhatWasPut) {
  Put('1', std::nullopt, "县总工会");
  Put('2', Id('1'), "县教育工会");
  EXPECT_EQ((*FindOrganization(transaction_, Id('2')))->union_name, "县教育工会");
  EXPECT_EQ(*FindOrganization(transaction_, Id('3')), std::nullopt);
  EXPECT_THAT(*ChildrenOf(transaction_, std::nullopt), ElementsAre(Id('1')));
  EXPECT_THAT(*ChildrenOf(transaction_, Id('1')), ElementsAre(Id('2')));
  EXPECT_THAT(*BearersOf(transaction_, Id('1'), "县 教育工会"), SizeIs(1));
  EXPECT_THAT(*BearersOf(transaction_, Id('1'), "县教育"), IsEmpty());
  EXPECT_THAT(*BearersOf(transaction_, std::nullopt, "县教育工会"), IsEmpty());
}

TEST_F(OrganizationStoreTest, IndexesFollowAChange) {
  const Organization before = Put('2', Id('1'), "县教育工会");
  Organization coded = before;
  coded.union_uscc = "81A";
  coded.unit_uscc = "12A";
  PutOrganization(before, coded, &transaction_);
  EXPECT_EQ((*FindByUnionCode(transaction_, "81A"))->id, Id('2'));
  EXPECT_EQ((*FindByUnitCode(transaction_, "12A"))->id, Id('2'));
  EXPECT_EQ(*FindByUnionCode(transaction_, "12A"), std::nullopt);

  Organization moved = coded;
  moved.parent = Id('3');
  moved.union_name = "教育工会";
  moved.union_uscc = "81B";
  PutOrganization(coded, moved, &transaction_);
  EXPECT_EQ(*FindByUnionCode(transaction_, "81A"), std::nullopt);
  EXPECT_EQ((*FindByUnionCode(transaction_, "81B"))->id, Id('2'));
  EXPECT_THAT(*ChildrenOf(transaction_, Id('1')), IsEmpty());
  EXPECT_THAT(*ChildrenOf(transaction_, Id('3')), ElementsAre(Id('2')));
  EXPECT_THAT(*BearersOf(transaction_, Id('1'), "县教育工会"), IsEmpty());
  EXPECT_THAT(*BearersOf(transaction_, Id('3'), "县教育工会"), IsEmpty());
  EXPECT_THAT(*BearersOf(transaction_, Id('3'), "教育工会"), SizeIs(1));
}

TEST_F(OrganizationStoreTest, TheVersionInForceIsTheLatestDayThenTheHighestRevision) {
  Organization version(Id('1'));
  const auto put = [&](gb::Date day, std::int64_t revision, const char* name) {
    version.valid_from = day;
    version.revision = revision;
    version.union_name = name;
    PutVersion(version, &transaction_);
  };
  put({2019, 11, 1}, 1, "一");
  put({2019, 11, 10}, 2, "二");
  put({2019, 11, 10}, 3, "三");
  put({2019, 11, 5}, 4, "四");
  const auto name_on = [&](gb::Date day) {
    const auto found = VersionOn(transaction_, Id('1'), {.day = gb::ToCivilDay(day)}).value();
    return found.has_value() ? found->union_name : "";
  };
  EXPECT_EQ(name_on({2019, 10, 31}), "");
  EXPECT_EQ(name_on({2019, 11, 1}), "一");
  EXPECT_EQ(name_on({2019, 11, 5}), "四");
  EXPECT_EQ(name_on({2019, 11, 9}), "四");
  EXPECT_EQ(name_on({2019, 11, 10}), "三");
  EXPECT_EQ(name_on({2020, 1, 1}), "三");
}

}  // namespace
}  // namespace mingce::registry
