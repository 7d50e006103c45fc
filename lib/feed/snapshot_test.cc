#include "lib/feed/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::feed {
namespace {

constexpr char kCaller[] = "spiffe://test/service/reporting";

// A service whose state is one row a name: what it was last set to.
class SnapshotTest : public testing::Test {
 protected:
  void Set(const std::string& name, const std::string& value) {
    ledger::Command command;
    command.decide = [&](ledger::Transaction& transaction, audit::Entry*) {
      transaction.Put(absl::StrCat("\x10", name), value);
      transaction.AppendEvent({.type = "test.Set", .subject = name, .data = value});
      return std::string();
    };
    ASSERT_THAT(ledger_->SubmitAndWait(std::move(command)), IsOk());
  }

  static absl::Status Visit(const kv::Reader& moment, absl::string_view place,
                            ledger::StateVisitor visit) {
    const std::string begin(place);
    return moment.ScanFrom("\x10", place, [&](absl::string_view key, absl::string_view value) {
      EXPECT_EQ(place, begin) << "it changed while the visitor was at work";
      if (key == place) return true;
      return visit(
          key,
          {.type = "test.Set", .subject = std::string(key.substr(1)), .data = std::string(value)},
          {.time = absl::FromUnixSeconds(7)});
    });
  }

  static void Apply(const v1::Event& event, std::map<std::string, std::string>* state) {
    (*state)[event.subject()] = event.data().value();
  }

  // All pages of one snapshot into `state`; the cursor it ends at.
  ledger::Cursor ReadAll(std::map<std::string, std::string>* state,
                         const std::function<void()>& between_pages) {
    std::string token;
    for (;;) {
      const absl::StatusOr<v1::SnapshotResponse> page = snapshots_.Page(kCaller, token);
      EXPECT_THAT(page, IsOk());
      for (const v1::Event& event : page->events()) Apply(event, state);
      token = page->next_page_token();
      if (token.empty()) {
        return {.epoch = page->cursor().epoch(),
                .sequence = page->cursor().sequence(),
                .hash = page->cursor().hash()};
      }
      between_pages();
    }
  }

  FakeClock clock_{absl::FromUnixSeconds(1'573'776'000)};
  std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  std::unique_ptr<ledger::Ledger> ledger_ =
      ledger::Ledger::Open(store_.get(), &clock_,
                           {.tables = {.meta = 1, .request = 2, .event = 3, .audit = 4},
                            .source = "mingce/test",
                            .on_fatal = [](const absl::Status&) { std::abort(); }})
          .value();
  Snapshots snapshots_{store_.get(), ledger_.get(), Visit};
};

TEST_F(SnapshotTest, AllPagesAreOfOneMomentWhateverIsWrittenMeanwhile) {
  for (int i = 0; i < 5000; ++i) Set(absl::StrCat("n", i), "before");
  std::map<std::string, std::string> state;
  int written = 0;
  const ledger::Cursor cursor = ReadAll(&state, [&] {
    Set("n4999", "meanwhile");
    Set(absl::StrCat("new", ++written), "meanwhile");
  });
  EXPECT_GT(written, 1) << "one page only: nothing was tried";
  EXPECT_EQ(state.size(), 5000u);
  EXPECT_EQ(state["n4999"], "before");
  EXPECT_EQ(cursor.sequence, 5000u);
  // The tail from the cursor makes it equal to the store.
  const ledger::EventPage tail = ledger_->ReadEvents(cursor, 1000, 1 << 20).value();
  for (const std::string& payload : tail.payloads) {
    v1::Event event;
    ASSERT_TRUE(event.ParseFromString(payload));
    Apply(event, &state);
  }
  EXPECT_EQ(state.size(), 5000u + static_cast<std::size_t>(written));
  EXPECT_EQ(state["n4999"], "meanwhile");
}

TEST_F(SnapshotTest, StatesCarryTheirTimesAndNoPlace) {
  Set("n", "v");
  const v1::SnapshotResponse page = snapshots_.Page(kCaller, "").value();
  ASSERT_EQ(page.events_size(), 1);
  EXPECT_EQ(page.events(0).source(), "mingce/test");
  EXPECT_EQ(page.events(0).sequence(), 0u);
  EXPECT_EQ(page.events(0).id(), "");
  EXPECT_EQ(page.events(0).recorded_time().seconds(), 7);
}

TEST_F(SnapshotTest, ATokenIsNotMadeByOthers) {
  for (int i = 0; i < 3000; ++i) Set(absl::StrCat("n", i), "v");
  const std::string token = snapshots_.Page(kCaller, "")->next_page_token();
  ASSERT_FALSE(token.empty());
  EXPECT_THAT(snapshots_.Page(kCaller, token), IsOk());
  EXPECT_THAT(snapshots_.Page(kCaller, token), IsOk()) << "a page may be asked for again";
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(token, &bytes));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string edited = bytes;
    edited[i] = static_cast<char>(edited[i] ^ 1);
    const std::string reason =
        ReasonOf(snapshots_.Page(kCaller, absl::WebSafeBase64Escape(edited)).status());
    EXPECT_EQ(reason, i < 26 ? "SNAPSHOT_EXPIRED" : "BAD_PAGE_TOKEN") << i;
  }
  EXPECT_EQ(ReasonOf(snapshots_.Page(kCaller, "x").status()), "BAD_PAGE_TOKEN");
}

TEST_F(SnapshotTest, NotManyAreReadAtOnce) {
  for (int i = 0; i < 3000; ++i) Set(absl::StrCat("n", i), "v");
  for (const char* caller : {"a", "b", "c", "d"}) {
    EXPECT_THAT(snapshots_.Page(caller, ""), IsOk());
    EXPECT_THAT(snapshots_.Page(caller, ""), IsOk());
  }
  EXPECT_EQ(ReasonOf(snapshots_.Page("e", "").status()), "TOO_MANY_SNAPSHOTS");
}

TEST_F(SnapshotTest, OneCallerLeavesRoomForOthersAndHasHisOwn) {
  for (int i = 0; i < 3000; ++i) Set(absl::StrCat("n", i), "v");
  const std::string token = snapshots_.Page("slow", "")->next_page_token();
  EXPECT_THAT(snapshots_.Page("slow", ""), IsOk());
  EXPECT_EQ(ReasonOf(snapshots_.Page("slow", "").status()), "TOO_MANY_SNAPSHOTS");
  EXPECT_THAT(snapshots_.Page("another", ""), IsOk());
  EXPECT_EQ(ReasonOf(snapshots_.Page("another", token).status()), "SNAPSHOT_EXPIRED");
  EXPECT_THAT(snapshots_.Page("slow", token), IsOk());
}

TEST_F(SnapshotTest, OnesThatAreReadToTheEndMakeRoom) {
  Set("n", "v");
  for (int i = 0; i < 20; ++i) EXPECT_THAT(snapshots_.Page(kCaller, ""), IsOk()) << i;
}

}  // namespace
}  // namespace mingce::feed
