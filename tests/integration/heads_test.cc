// `mingcectl store check --heads`: heads that somebody outside holds show what nothing in the store
// does, and a file of them may be torn, of another service, or none at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/testing/odd_files.h"
#include "tests/integration/damage_for_tests.h"

namespace mingce::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

class HeadsTest : public StoreCheckTest {
 protected:
  void SetUp() override {
    HoldNewestHeads(Service::kMembers);
    KillAll();
  }
  static std::string store() { return suite_->StoreOf(Service::kMembers); }
  static std::string heads() { return suite_->HeadsOf(Service::kMembers); }

  static StoreVerdict CheckCopy(const Plant& plant, bool with_heads) {
    StoreCopy copy(store());
    plant(copy);
    copy.Close();
    return with_heads ? CheckStore(copy.directory(), {heads()}) : CheckStore(copy.directory());
  }
};

TEST_F(HeadsTest, WhatNothingInTheStoreShowsIsShownByTheHeads) {
  const StoreVerdict whole = CheckStore(store(), {heads()});
  EXPECT_TRUE(whole.whole) << whole.said;
  EXPECT_EQ(whole.exit_status, 0);
  EXPECT_GE(whole.totals.at("heads"), 2);
  EXPECT_EQ(CheckStore(store()).totals.at("heads"), 0);
  struct Unseen {
    const char* what;
    Plant plant;
    std::string finding;
  };
  for (const Unseen& unseen : {Unseen{"the end of the audit log cut off, and the head set back",
                                      CutEnd(kAuditTable, 1), "LOG_CUT audit"},
                               Unseen{"an audit entry altered, and all hashes made anew",
                                      AlterAndHashAnew(kAuditTable, "NOT_ELIGIBLE", "HOT_ELIGIBLE"),
                                      "LOG_REPLACED audit"}}) {
    StoreVerdict verdict = CheckCopy(unseen.plant, /*with_heads=*/false);
    EXPECT_TRUE(verdict.whole) << unseen.what << "\n" << verdict.said;
    verdict = CheckCopy(unseen.plant, /*with_heads=*/true);
    EXPECT_THAT(verdict.findings, ElementsAre(unseen.finding)) << verdict.said;
    EXPECT_EQ(verdict.exit_status, 1);
  }
  EXPECT_THAT(CheckCopy(CutEnd(kEventTable, 1), /*with_heads=*/true).findings,
              IsSupersetOf({"LOG_CUT event"}));
  const Plant another_stream = PutRow(MetaKey("epoch"), std::string(26, 'x'));
  EXPECT_THAT(CheckCopy(another_stream, /*with_heads=*/true).findings,
              IsSupersetOf({"EPOCH_OTHER event"}));
}

TEST_F(HeadsTest, AFileOfHeadsThatIsNoneIsRefused) {
  EXPECT_EQ(CheckStore(store(), {suite_->HeadsOf(Service::kRegistry)}).refusal, "NO_HEADS");
  EXPECT_EQ(CheckStore(suite_->StoreOf(Service::kReporting), {heads()}).refusal, "NO_HEADS");
  EXPECT_EQ(CheckStore(store(), {heads() + ".none"}).refusal, "INPUT_UNREADABLE");
  ForEachOddFile(heads() + ".odd", [&](const std::string& what) {
    EXPECT_EQ(CheckStore(store(), {heads(), heads() + ".odd"}).refusal, "FILE_NOT_REGULAR") << what;
  });
  const std::string lines = ReadFile(heads());
  std::ofstream(heads() + ".torn") << lines << lines.substr(0, 100);
  StoreVerdict verdict = CheckStore(store(), {heads() + ".torn"});
  EXPECT_TRUE(verdict.whole) << verdict.said;
  EXPECT_THAT(verdict.said, HasSubstr("已跳过"));
  std::ofstream(heads() + ".wrong") << lines << "{}\n";
  EXPECT_EQ(CheckStore(store(), {heads() + ".wrong"}).refusal, "INPUT_DAMAGED");
}

// Two weeks of a line a minute.
TEST_F(HeadsTest, ManyLinesCostLittle) {
  const std::string lines = ReadFile(heads());
  std::ofstream many(heads() + ".many");
  for (int i = 0; i < 20'000; ++i) many << lines.substr(0, lines.find('\n') + 1);
  many.close();
  const StoreVerdict verdict = CheckStore(store(), {heads(), heads() + ".many"});
  EXPECT_TRUE(verdict.whole) << verdict.said;
}

}  // namespace
}  // namespace mingce::tests
