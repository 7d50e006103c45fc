#include "lib/feed/feed_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::feed {
namespace {

using testing::ElementsAre;

class FetchTest : public testing::Test {
 protected:
  // One write of `events` events, at a moment of its own.
  void Write(int events) {
    clock_.Advance(absl::Seconds(1));
    ledger::Command command;
    command.decide = [events](ledger::Transaction& transaction, audit::Entry*) {
      for (int i = 0; i < events; ++i) {
        transaction.AppendEvent({.type = "test.Happened", .subject = "s", .data = ""});
      }
      return std::string();
    };
    ASSERT_THAT(ledger_->SubmitAndWait(std::move(command)), IsOk());
  }

  // How many events each answer has, from the beginning to the end of the stream.
  std::vector<int> Answers(int max_events) {
    std::vector<int> answers;
    v1::FetchRequest request;
    request.set_max_events(max_events);
    for (;;) {
      const v1::FetchResponse response = FetchFrom(*ledger_, Call(), request).value();
      if (response.events_size() == 0) return answers;
      EXPECT_EQ(response.events(0).sequence(), request.cursor().sequence() + 1);
      EXPECT_EQ(response.events(response.events_size() - 1).sequence(),
                response.cursor().sequence());
      answers.push_back(response.events_size());
      *request.mutable_cursor() = response.cursor();
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
};

TEST_F(FetchTest, AnAnswerEndsWhereAMomentEnds) {
  for (const int events : {600, 300, 500}) Write(events);
  EXPECT_THAT(Answers(1000), ElementsAre(900, 500)) << "not 1000, 400: that cuts a write in two";
  EXPECT_THAT(Answers(0), ElementsAre(500, 400, 500)) << "500 where nothing is asked";
}

TEST_F(FetchTest, AMomentLongerThanAnAnswerComesInParts) {
  Write(static_cast<int>(kMaxFetchEvents) + 1);
  Write(1);
  EXPECT_THAT(Answers(5000), ElementsAre(1000, 2)) << "1000 at most, whatever is asked";
}

TEST_F(FetchTest, AsManyAsAnAnswerHoldsComeAtOnce) {
  Write(static_cast<int>(kMaxFetchEvents));
  EXPECT_THAT(Answers(1000), ElementsAre(1000));
}

}  // namespace
}  // namespace mingce::feed
