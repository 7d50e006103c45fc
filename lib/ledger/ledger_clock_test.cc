// The ledger on a machine whose wall clock is set.

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "absl/strings/str_cat.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

std::unique_ptr<kv::KvStore> InMemory() {
  return kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
}

std::unique_ptr<Ledger> OpenLedger(kv::KvStore* store, const Clock* clock) {
  return Ledger::Open(store, clock,
                      {.tables = {.meta = 1, .request = 2, .event = 3, .audit = 4},
                       .source = "mingce/test",
                       .on_fatal = [](const absl::Status&) { std::abort(); }})
      .value();
}

Command Write(const std::string& request_id) {
  Command command;
  command.request = RequestKey{.caller = "c", .request_id = request_id};
  command.decide = [](Transaction& transaction, audit::Entry*) {
    transaction.Put("\x10k", "v");
    return std::string();
  };
  return command;
}

TEST(LedgerClockTest, ASpellOfAWrongClockDoesNotRunARequestTwice) {
  constexpr absl::Duration kYear = absl::Hours(24 * 365);
  for (const bool restarts : {false, true}) {
    SCOPED_TRACE(restarts);
    FakeClock clock(absl::FromUnixSeconds(1'573'776'000));
    const std::unique_ptr<kv::KvStore> store = InMemory();
    std::unique_ptr<Ledger> ledger = OpenLedger(store.get(), &clock);
    ASSERT_THAT(ledger->SubmitAndWait(Write("first")), IsOk());
    clock.Advance(absl::Hours(2));
    int written = 0;
    for (const absl::Duration step : {kYear, -kYear, -kYear, kYear}) {
      clock.StepWall(step);
      if (restarts && step == kYear) {
        ledger.reset();
        ledger = OpenLedger(store.get(), &clock);
      }
      for (int hour = 0; hour < 3; ++hour) {
        ASSERT_THAT(ledger->SubmitAndWait(Write(absl::StrCat(++written))), IsOk());
        clock.Advance(absl::Hours(1));
      }
    }
    EXPECT_TRUE(ledger->SubmitAndWait(Write("first"))->replayed);
    for (int n = 1; n <= written; ++n) {
      EXPECT_TRUE(ledger->SubmitAndWait(Write(absl::StrCat(n)))->replayed) << n;
    }
  }
}

// The wall clock is set back an hour once it was looked at `looks_left` times.
class SteppingClock final : public Clock {
 public:
  absl::Time Now() const override {
    const int looks = looks_left.fetch_sub(1);
    return System().Now() - (looks <= 0 ? absl::Hours(1) : absl::ZeroDuration());
  }
  absl::Duration SteadyNow() const override { return System().SteadyNow(); }
  mutable std::atomic<int> looks_left = 1'000;
};

TEST(LedgerClockTest, AWallClockSetBackDoesNotProlongAWait) {
  SteppingClock clock;
  const std::unique_ptr<kv::KvStore> store = InMemory();
  const std::unique_ptr<Ledger> ledger = OpenLedger(store.get(), &clock);
  const absl::Time deadline = clock.Now() + absl::Milliseconds(50);
  clock.looks_left = 1;
  const std::future<void> waiting =
      std::async(std::launch::async, [&] { ledger->WaitForEvents(0, deadline); });
  EXPECT_EQ(waiting.wait_for(std::chrono::seconds(20)), std::future_status::ready);
  ledger->ReleaseWaiters();
}

}  // namespace
}  // namespace mingce::ledger
