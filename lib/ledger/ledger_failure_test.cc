// The ledger on a disk that fails.

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/errors.h"
#include "lib/ledger/ledger.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

// A store whose disk fails at the first write of a batch.
class FailingStore final : public kv::KvStore {
 public:
  explicit FailingStore(kv::KvStore* store) : store_(store) {}
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    return store_->Get(key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        kv::Visitor visit) const override {
    return store_->ScanFrom(prefix, from, visit);
  }
  std::unique_ptr<kv::Reader> Snapshot() const override { return store_->Snapshot(); }
  bool HasRoom() const override { return !full; }
  absl::Status Commit(const kv::Batch& batch) override {
    return failing ? absl::InternalError("disk") : store_->Commit(batch);
  }
  std::atomic<bool> failing = false;
  std::atomic<bool> full = false;

 private:
  kv::KvStore* const store_;
};

std::unique_ptr<Ledger> OpenOn(kv::KvStore* store, const Clock* clock,
                               std::function<void(const absl::Status&)> on_fatal) {
  return Ledger::Open(store, clock,
                      {.tables = {.meta = 1, .request = 2, .event = 3, .audit = 4},
                       .source = "mingce/test",
                       .on_fatal = std::move(on_fatal)})
      .value();
}

Command PutOf(const std::string& key) {
  Command command;
  command.decide = [key](Transaction& transaction, audit::Entry*) {
    transaction.Put(key, "v");
    return std::string();
  };
  return command;
}

TEST(LedgerDeathTest, AStorageErrorEndsTheProcessAndAcknowledgesNothing) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(
      {
        FakeClock clock(absl::UnixEpoch());
        auto rocks = kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
        FailingStore store(rocks.get());
        auto ledger = OpenOn(&store, &clock, [](const absl::Status&) { std::_Exit(70); });
        store.failing = true;
        Command command = PutOf("\x10k");
        command.done = [](absl::StatusOr<Receipt>) { std::_Exit(1); };  // acknowledged: wrong
        ledger->Submit(std::move(command));
        std::this_thread::sleep_for(std::chrono::seconds(10));
      },
      testing::ExitedWithCode(70), "");
}

TEST(LedgerFailureTest, ADiskThatIsNearlyFullIsNotWrittenTo) {
  FakeClock clock(absl::UnixEpoch());
  auto rocks = kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  FailingStore store(rocks.get());
  auto ledger = OpenOn(&store, &clock, [](const absl::Status&) { std::abort(); });
  const auto put = [&](const std::string& key) {
    return ledger->SubmitAndWait(PutOf(key)).status();
  };
  EXPECT_THAT(put("\x10k"), IsOk());
  store.full = true;
  EXPECT_THAT(put("\x10l"), IsOk()) << "what comes before it is noticed has the reserve";
  for (int i = 0; i < 3; ++i) {
    const absl::Status refused = put("\x10m");
    EXPECT_EQ(ReasonOf(refused), "DISK_NEARLY_FULL");
    EXPECT_TRUE(WasSentBack(refused));
  }
  EXPECT_EQ(rocks->Get("\x10m").value(), std::nullopt);
  store.full = false;
  EXPECT_THAT(put("\x10m"), IsOk()) << "as soon as there is room, without a restart";
}

}  // namespace
}  // namespace mingce::ledger
