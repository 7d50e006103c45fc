#include "lib/ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "lib/audit/chain.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Tables kTables = {.meta = 1, .request = 2, .event = 3, .audit = 4};

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() { Open(); }

  void Open() {
    ledger_.reset();
    ledger_ = Ledger::Open(store_.get(), &clock_,
                           {.tables = kTables,
                            .source = "mingce/test",
                            .on_fatal = [](const absl::Status&) { std::abort(); }})
                  .value();
  }

  // Registers `key` once; a second time is refused.
  static Command Claim(const std::string& key, const std::string& owner) {
    Command command;
    command.decide = [key, owner](Transaction& transaction,
                                  audit::Entry*) -> absl::StatusOr<std::string> {
      const auto held = transaction.Get(key);
      if (!held.ok()) return held.status();
      if (held->has_value()) return absl::AlreadyExistsError("taken");
      transaction.Put(key, owner);
      transaction.AppendEvent({.type = "test.Claimed", .subject = owner, .data = "x"});
      return owner;
    };
    return command;
  }

  // "sequence subject" of each.
  std::vector<std::string> AllEvents() {
    std::vector<std::string> events;
    const EventPage page = ledger_->ReadEvents({}, 1'000'000, 1 << 30).value();
    for (const std::string& payload : page.payloads) {
      feed::v1::Event event;
      EXPECT_TRUE(event.ParseFromString(payload));
      events.push_back(absl::StrCat(event.sequence(), " ", event.subject()));
    }
    return events;
  }

  FakeClock clock_{absl::FromUnixSeconds(1'573'776'000)};
  std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(LedgerTest, ARefusedCommandLeavesNothingButItsAuditEntry) {
  Command command = Claim("\x10k", "ann");
  command.audit = audit::Entry{.actor = "spiffe://t/a", .action = "test.Claim"};
  ASSERT_THAT(ledger_->SubmitAndWait(command), IsOk());
  EXPECT_THAT(ledger_->SubmitAndWait(command), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(AllEvents(), ElementsAre("1 ann"));
  EXPECT_EQ(ledger_->NewestAudit().sequence, 2u);
  const auto row = store_->Get(SequenceKey(kTables.audit, 2)).value();
  const audit::Entry entry = audit::Decode(DecodeChained(*row)->payload).value();
  EXPECT_EQ(entry.decision, "ALREADY_EXISTS");
  EXPECT_EQ(entry.sequence, 2u);
}

TEST_F(LedgerTest, AListenerHearsOfEachEventBeforeItIsAcknowledged) {
  class Listener final : public EventListener {
   public:
    void OnDecided(const NewEvent& event, RecordedTime recorded) override {
      decided.push_back(absl::StrCat(event.subject, " ", absl::ToUnixSeconds(recorded.time)));
    }
    void OnDurable() override { durable = decided; }
    std::vector<std::string> decided;
    std::vector<std::string> durable;
  } listener;
  ledger_.reset();
  ledger_ = Ledger::Open(store_.get(), &clock_,
                         {.tables = kTables,
                          .source = "mingce/test",
                          .listener = &listener,
                          .on_fatal = [](const absl::Status&) { std::abort(); }})
                .value();
  const std::string ann = absl::StrCat("ann ", absl::ToUnixSeconds(clock_.Now()));
  EXPECT_THAT(ledger_->SubmitAndWait(Claim("\x10k", "ann")), IsOk());
  EXPECT_THAT(listener.durable, ElementsAre(ann)) << "when it is acknowledged";
  EXPECT_FALSE(ledger_->SubmitAndWait(Claim("\x10k", "bob")).ok());
  Command checked = Claim("\x10l", "cid");
  checked.validate_only = true;
  EXPECT_THAT(ledger_->SubmitAndWait(checked), IsOk());
  EXPECT_THAT(listener.decided, ElementsAre(ann)) << "nothing else was decided for good";
  ledger_.reset();
}

TEST_F(LedgerTest, TheSameRequestGetsItsFirstAnswer) {
  Command command = Claim("\x10k", "ann");
  command.request =
      RequestKey{.caller = "c", .request_id = "r", .fingerprint = seal::Sha256({"1"})};
  EXPECT_FALSE(ledger_->SubmitAndWait(command)->replayed);
  Open();  // it survives a restart
  const absl::StatusOr<Receipt> again = ledger_->SubmitAndWait(command);
  ASSERT_THAT(again, IsOk());
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->answer, "ann");
  EXPECT_THAT(AllEvents(), ElementsAre("1 ann"));

  command.request->fingerprint = seal::Sha256({"2"});
  EXPECT_EQ(ReasonOf(ledger_->SubmitAndWait(command).status()), "REQUEST_ID_REUSED");
  command.request->caller = "another caller";  // whose ids are his own
  EXPECT_THAT(ledger_->SubmitAndWait(command), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(LedgerTest, AnswersAreForgottenAfterTheirTime) {
  Command command = Claim("\x10k", "ann");
  command.request = RequestKey{.caller = "c", .request_id = "r"};
  ASSERT_THAT(ledger_->SubmitAndWait(command), IsOk());
  const std::string row = RequestRowKey(kTables.request, *command.request);
  clock_.Advance(absl::Hours(7 * 24));
  ASSERT_THAT(ledger_->SubmitAndWait(Claim("\x10k2", "bob")), IsOk());
  EXPECT_TRUE(store_->Get(row)->has_value()) << "not before its time";
  clock_.Advance(absl::Hours(1));
  ASSERT_THAT(ledger_->SubmitAndWait(Claim("\x10k3", "cyd")), IsOk());
  EXPECT_FALSE(store_->Get(row)->has_value());
}

TEST_F(LedgerTest, ValidateOnlyChangesNothing) {
  Command command = Claim("\x10k", "ann");
  command.validate_only = true;
  EXPECT_EQ(ledger_->SubmitAndWait(command)->answer, "ann");
  EXPECT_THAT(AllEvents(), IsEmpty());
  EXPECT_FALSE(store_->Get("\x10k")->has_value());
}

TEST_F(LedgerTest, RacersForOneKeyHaveOneWinner) {
  constexpr int kClients = 64;
  constexpr int kKeys = 500;
  std::atomic<int> won = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < kClients; ++client) {
    clients.emplace_back([&, client] {
      for (int key = 0; key < kKeys; ++key) {
        const absl::StatusOr<Receipt> receipt =
            ledger_->SubmitAndWait(Claim(absl::StrCat("\x10", key), absl::StrCat(client)));
        if (receipt.ok()) ++won;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(won, kKeys);
  const std::vector<std::string> events = AllEvents();
  ASSERT_EQ(events.size(), static_cast<std::size_t>(kKeys));
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].substr(0, events[i].find(' ')), absl::StrCat(i + 1));
  }
}

TEST_F(LedgerTest, EventsAreServedInPagesThatChain) {
  for (int i = 0; i < 10; ++i) {
    ASSERT_THAT(ledger_->SubmitAndWait(Claim(absl::StrCat("\x10", i), absl::StrCat("p", i))),
                IsOk());
  }
  Cursor cursor;
  seal::Digest hash = seal::kChainStart;
  int seen = 0;
  while (true) {
    const EventPage page = ledger_->ReadEvents(cursor, 3, 1 << 20).value();
    if (page.payloads.empty()) break;
    for (const std::string& payload : page.payloads) {
      hash = seal::ChainHash(hash, payload);
      ++seen;
    }
    EXPECT_EQ(page.cursor.hash, std::string(seal::AsView(hash)));
    EXPECT_EQ(page.head.sequence, 10u);
    cursor = page.cursor;
  }
  EXPECT_EQ(seen, 10);
  EXPECT_EQ(cursor, ledger_->Head());
  EXPECT_EQ(ledger_->ReadEvents({}, 100, 1)->payloads.size(), 1u) << "one at least, however long";
}

TEST_F(LedgerTest, ACursorThatDoesNotFitIsRefused) {
  ASSERT_THAT(ledger_->SubmitAndWait(Claim("\x10k", "ann")), IsOk());
  const Cursor head = ledger_->Head();
  Cursor wrong = head;
  wrong.hash[0] ^= 1;
  EXPECT_EQ(ReasonOf(ledger_->ReadEvents(wrong, 1, 1).status()), "CURSOR_HASH_MISMATCH");
  wrong = head;
  wrong.sequence = 2;
  EXPECT_EQ(ReasonOf(ledger_->ReadEvents(wrong, 1, 1).status()), "CURSOR_AHEAD");
  wrong = head;
  wrong.epoch = NewOpaqueId();
  EXPECT_EQ(ReasonOf(ledger_->ReadEvents(wrong, 1, 1).status()), "EPOCH_CHANGED");
}

TEST_F(LedgerTest, TheAuditLogIsOneChain) {
  for (int i = 0; i < 5; ++i) {
    Command command = Claim(absl::StrCat("\x10", i), "x");
    command.audit = audit::Entry{.actor = "spiffe://t/a", .action = "test.Claim"};
    ASSERT_THAT(ledger_->SubmitAndWait(command), IsOk());
    if (i == 2) Open();
  }
  audit::ChainVerifier verifier;
  for (std::uint64_t sequence = 1; sequence <= 5; ++sequence) {
    const std::string row = store_->Get(SequenceKey(kTables.audit, sequence)).value().value();
    const ChainedRecord record = DecodeChained(row).value();
    EXPECT_THAT(verifier.Add(sequence, record.hash, record.payload), IsOk());
  }
}

TEST_F(LedgerTest, OneWrongClockDatesOnlyWhatItSaw) {
  const absl::Time start = clock_.Now();
  std::vector<absl::Time> times;
  for (const absl::Duration step : {absl::ZeroDuration(), absl::Hours(24 * 365 * 10),
                                    -absl::Hours(24 * 365 * 10), absl::Seconds(5)}) {
    clock_.Advance(step);
    Command command;
    command.audit = audit::Entry{.actor = "a", .action = "claim"};
    command.decide = [&times](Transaction& transaction, audit::Entry*) {
      times.push_back(transaction.now());
      return std::string();
    };
    ASSERT_THAT(ledger_->SubmitAndWait(std::move(command)), IsOk());
  }
  EXPECT_EQ(times[2], start);
  EXPECT_EQ(times[3], start + absl::Seconds(5));
  std::vector<bool> suspect;
  for (std::uint64_t sequence = 1; sequence <= 4; ++sequence) {
    const std::string row = store_->Get(SequenceKey(kTables.audit, sequence)).value().value();
    suspect.push_back(audit::Decode(DecodeChained(row)->payload)->time_suspect);
  }
  EXPECT_THAT(suspect, ElementsAre(false, false, true, true));
}

TEST_F(LedgerTest, ASmallCommandPassesTheLargeOnesThatWait) {
  std::promise<void> all_wait;
  std::vector<std::string> decided;
  const auto submit = [&](const std::string& name, std::uint32_t weight) {
    Command command;
    command.weight = weight;
    command.decide = [&, name](Transaction&, audit::Entry*) {
      if (name == "first") all_wait.get_future().wait();
      decided.push_back(name);
      return std::string();
    };
    command.done = [](const absl::StatusOr<Receipt>&) {};
    ledger_->Submit(std::move(command));
  };
  submit("first", 1);
  for (const char* name : {"import1", "import2", "import3"}) submit(name, 500);
  submit("check1", 1);
  submit("check2", 1);
  all_wait.set_value();
  ledger_->Drain();
  std::erase(decided, "first");
  EXPECT_THAT(decided, ElementsAre("check1", "check2", "import1", "import2", "import3"));
}

TEST_F(LedgerTest, AfterDrainNothingIsTaken) {
  ledger_->Drain();
  EXPECT_EQ(ReasonOf(ledger_->SubmitAndWait(Claim("\x10k", "ann")).status()), "SHUTTING_DOWN");
}

}  // namespace
}  // namespace mingce::ledger
