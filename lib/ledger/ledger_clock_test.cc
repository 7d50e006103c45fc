// The ledger on a machine whose wall clock is set.

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "absl/strings/str_cat.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "mingce/feed/v1/feed.pb.h"

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

// Records an event and returns what stands against its time.
std::uint64_t SuspectSinceOfNext(Ledger* ledger) {
  Command command;
  command.decide = [](Transaction& transaction, audit::Entry*) {
    transaction.AppendEvent({.type = "test.Happened", .subject = "s", .data = ""});
    return absl::StrCat(transaction.recorded().suspect_since);
  };
  const absl::StatusOr<Receipt> receipt = ledger->SubmitAndWait(std::move(command));
  EXPECT_THAT(receipt, IsOk());
  feed::v1::Event event;
  EXPECT_TRUE(event.ParseFromString(ledger->ReadEvents({}, 1'000, 1 << 20)->payloads.back()));
  EXPECT_EQ(receipt->answer, absl::StrCat(event.time_suspect_since())) << "told to rows and feed";
  return event.time_suspect_since();
}

TEST(LedgerClockTest, WhatAClockSetBackRecordsIsSuspectUntilItHasCaughtUp) {
  FakeClock clock(absl::FromUnixSeconds(1'573'776'000));
  const std::unique_ptr<kv::KvStore> store = InMemory();
  const std::unique_ptr<Ledger> ledger = OpenLedger(store.get(), &clock);
  const auto next = [&](absl::Duration step) {
    clock.StepWall(step);
    return SuspectSinceOfNext(ledger.get());
  };
  EXPECT_EQ(next(absl::ZeroDuration()), 0u) << "the first of all";
  EXPECT_EQ(next(absl::Hours(5)), 0u);
  EXPECT_EQ(next(-absl::Minutes(1)), 0u) << "a correction";
  EXPECT_EQ(next(-absl::Microseconds(1)), 4u) << "of a minute at most";
  EXPECT_EQ(next(-absl::Seconds(40)), 4u) << "corrected meanwhile";
  EXPECT_EQ(next(absl::Seconds(40)), 4u);
  EXPECT_EQ(next(absl::Microseconds(1)), 0u) << "back";
  EXPECT_EQ(next(-absl::Hours(4)), 8u) << "set back once more";
  EXPECT_EQ(next(absl::Hours(2)), 8u);
  EXPECT_EQ(next(-absl::Hours(1)), 10u) << "and again before it had caught up";
  EXPECT_EQ(next(absl::Hours(2)), 10u);
  EXPECT_EQ(next(absl::Hours(9)), 0u);
}

TEST(LedgerClockTest, ARestartForgetsNothingOfTheClock) {
  FakeClock clock(absl::FromUnixSeconds(1'573'776'000));
  const std::unique_ptr<kv::KvStore> store = InMemory();
  std::unique_ptr<Ledger> ledger = OpenLedger(store.get(), &clock);
  const auto restart = [&] {
    ledger.reset();
    ledger = OpenLedger(store.get(), &clock);
  };
  EXPECT_EQ(SuspectSinceOfNext(ledger.get()), 0u);
  clock.StepWall(absl::Hours(24 * 365 * 10));
  Command refused;  // leaves an audit entry only
  refused.audit = audit::Entry{.actor = "spiffe://t/a", .action = "test.Claim"};
  refused.decide = [](Transaction&, audit::Entry*) { return absl::AlreadyExistsError("taken"); };
  EXPECT_FALSE(ledger->SubmitAndWait(std::move(refused)).ok());
  clock.StepWall(-absl::Hours(24 * 365 * 10));
  restart();
  EXPECT_EQ(SuspectSinceOfNext(ledger.get()), 2u) << "the audit log has a newer time";
  clock.StepWall(absl::Hours(3));
  restart();
  EXPECT_EQ(SuspectSinceOfNext(ledger.get()), 2u) << "the same setting back";
  clock.StepWall(-absl::Hours(2));
  restart();
  EXPECT_EQ(SuspectSinceOfNext(ledger.get()), 4u) << "set back while it was down";
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
