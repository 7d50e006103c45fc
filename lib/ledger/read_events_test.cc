// What is read of a stream is what was recorded.

#include "lib/ledger/read_events.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

constexpr std::uint8_t kEvent = 3;
constexpr int kEvents = 9;

class ReadEventsTest : public testing::Test {
 protected:
  ReadEventsTest() {
    const auto ledger =
        Ledger::Open(store_.get(), &clock_,
                     {.tables = {.meta = 1, .request = 2, .event = kEvent, .audit = 4},
                      .source = "mingce/test",
                      .on_fatal = [](const absl::Status&) { std::abort(); }})
            .value();
    Command command;
    command.decide = [](Transaction& transaction, audit::Entry*) {
      for (int i = 0; i < kEvents; ++i) {
        transaction.AppendEvent({.type = "t", .subject = absl::StrCat("s", i), .data = "x"});
      }
      return std::string();
    };
    EXPECT_THAT(ledger->SubmitAndWait(std::move(command)), IsOk());
    head_ = ledger->Head();
  }

  absl::StatusOr<EventPage> Read(const Cursor& cursor) const {
    return ReadEventsAfter(*store_, kEvent, cursor, head_, 4, 1 << 20);
  }
  // The places of the pages; an error instead where one cannot be read.
  std::string ReadAll() const {
    std::string read;
    for (Cursor cursor; cursor.sequence < head_.sequence;) {
      const absl::StatusOr<EventPage> page = Read(cursor);
      if (!page.ok()) return absl::StrCat(read, ReasonOf(page.status()));
      cursor = page->cursor;
      absl::StrAppend(&read, cursor.sequence, " ");
    }
    return read;
  }
  void Overwrite(std::uint64_t sequence, const seal::Digest& hash, absl::string_view payload) {
    kv::Batch batch;
    batch.Put(SequenceKey(kEvent, sequence), EncodeChained(hash, payload));
    EXPECT_THAT(store_->Commit(batch), IsOk());
  }

  FakeClock clock_{absl::UnixEpoch()};
  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  Cursor head_;
};

TEST_F(ReadEventsTest, AnAlteredEventIsNotSent) {
  EXPECT_EQ(ReadAll(), "4 8 9 ");
  const EventPage page = Read({}).value();
  Overwrite(2, page.hashes[1], absl::StrCat(page.payloads[1], "!"));
  EXPECT_EQ(ReadAll(), "EVENTS_ALTERED");
  Overwrite(2, page.hashes[1], page.payloads[1]);
  EXPECT_EQ(ReadAll(), "4 8 9 ");
}

TEST_F(ReadEventsTest, AnEventAlteredWithItsHashIsGivenAwayByTheNextOne) {
  const EventPage page = Read({}).value();
  const std::string altered = absl::StrCat(page.payloads[3], "!");
  Overwrite(4, seal::ChainHash(page.hashes[2], altered), altered);
  EXPECT_EQ(ReadAll(), "4 EVENTS_ALTERED");
  EXPECT_EQ(ReasonOf(Read(page.cursor).status()), "CURSOR_HASH_MISMATCH")
      << "and by whoever has read the old one";
}

TEST_F(ReadEventsTest, TwoThatChangedPlacesAreNotSent) {
  const EventPage page = Read({}).value();
  Overwrite(2, page.hashes[2], page.payloads[2]);
  Overwrite(3, page.hashes[1], page.payloads[1]);
  EXPECT_EQ(ReadAll(), "EVENTS_ALTERED");
}

TEST_F(ReadEventsTest, TheBeginningHasNoHash) {
  EXPECT_EQ(ReasonOf(Read({.epoch = "", .sequence = 0, .hash = std::string(32, 'h')}).status()),
            "CURSOR_HASH_MISMATCH");
}

}  // namespace
}  // namespace mingce::ledger
