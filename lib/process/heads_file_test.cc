#include "lib/process/heads_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/fake_clock.h"

namespace mingce::process {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class HeadsFileTest : public testing::Test {
 protected:
  ~HeadsFileTest() override { std::filesystem::remove_all(folder_); }

  void Enter(int times) {
    for (int i = 0; i < times; ++i) {
      ledger::Command command;
      command.audit = audit::Entry{.actor = "spiffe://t/a", .action = "test.Do"};
      command.decide = [](ledger::Transaction&, audit::Entry*) -> absl::StatusOr<std::string> {
        return std::string();
      };
      EXPECT_TRUE(ledger_->SubmitAndWait(std::move(command)).ok());
    }
  }
  void Tick() { heads_.Tick(clock_.Now(), clock_.SteadyNow()); }
  std::vector<std::string> Lines() const {
    std::ifstream file(path_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }
  double HeldBack() const {
    const std::string page = metrics_->Text();
    const std::string name = "\nmingce_members_heads_held_back_seconds ";
    return std::stod(page.substr(page.find(name) + name.size()));
  }

  const std::string folder_ = testing::TempDir() + "/heads-" + NewOpaqueId();
  const std::string path_ = folder_ + "/members.heads";
  FakeClock clock_{absl::FromUnixSeconds(1'573'776'000)};
  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  const std::unique_ptr<ledger::Ledger> ledger_ =
      ledger::Ledger::Open(store_.get(), &clock_,
                           {.tables = {.meta = 1, .request = 2, .event = 3, .audit = 4},
                            .source = "mingce/members",
                            .on_fatal = nullptr})
          .value();
  HeadsFile heads_{"members", path_, ledger_.get()};
  const std::unique_ptr<rpc::Metrics> metrics_ = rpc::Metrics::Create("members");
};

TEST_F(HeadsFileTest, HasTheNewestHeadAMinuteLater) {
  std::filesystem::create_directory(folder_);
  Enter(1);
  Tick();
  const ledger::AuditHead first = ledger_->NewestAudit();
  EXPECT_THAT(Lines(),
              ElementsAre(AllOf(HasSubstr(R"({"time":"2019-11-15T00:00:00Z","service":"members")"),
                                HasSubstr(R"("audit_entries":"1","audit_hash":")" +
                                          seal::ToHex(first.hash) + "\"}"),
                                HasSubstr(ledger_->Head().epoch))));
  Tick();
  clock_.Advance(absl::Minutes(5));
  Tick();
  EXPECT_THAT(Lines(), SizeIs(1)) << "nothing new";
  Enter(1);
  Tick();
  EXPECT_THAT(Lines(), SizeIs(2));
  Enter(1);
  clock_.Advance(absl::Seconds(59));
  Tick();
  EXPECT_THAT(Lines(), SizeIs(2)) << "a line a minute";
  clock_.StepWall(absl::Hours(2));
  Tick();
  EXPECT_THAT(Lines(), SizeIs(2)) << "whatever the wall clock says";
  clock_.Advance(absl::Seconds(1));
  Tick();
  EXPECT_THAT(Lines(), SizeIs(3));
  Enter(1000);
  Tick();
  EXPECT_THAT(Lines(), SizeIs(4)) << "or a thousand entries";
}

TEST_F(HeadsFileTest, SaysForHowLongNobodyHasGotTheHead) {
  heads_.AddReadings(metrics_.get(), &clock_);
  clock_.Advance(absl::Hours(1));
  Enter(1);
  Tick();  // there is no folder yet
  EXPECT_EQ(HeldBack(), 0);
  clock_.Advance(absl::Seconds(90));
  Tick();
  EXPECT_EQ(HeldBack(), 90);
  std::filesystem::create_directory(folder_);
  clock_.Advance(absl::Minutes(1));
  Tick();
  EXPECT_EQ(HeldBack(), 0);
  EXPECT_THAT(Lines(), SizeIs(1));
}

}  // namespace
}  // namespace mingce::process
