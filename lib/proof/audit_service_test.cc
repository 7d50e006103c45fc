#include "lib/proof/audit_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/records.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::proof {
namespace {

using audit::v1::VerifyLogRequest;
using audit::v1::VerifyLogResponse;

constexpr ledger::Tables kTables = {.meta = 1, .request = 2, .event = 3, .audit = 4};

class AuditServiceTest : public testing::Test {
 protected:
  // So many audit entries, and an event with each.
  void Enter(int times) {
    ledger::Command command;
    command.decide = [times](ledger::Transaction& transaction, audit::Entry*) {
      for (int i = 0; i < times; ++i) {
        transaction.AppendEvent({.type = "test.Happened", .subject = "s", .data = ""});
        transaction.AppendAudit({.actor = "spiffe://t/a", .action = "test.Do"});
      }
      return std::string();
    };
    ASSERT_THAT(ledger_->SubmitAndWait(std::move(command)), IsOk());
  }
  absl::StatusOr<VerifyLogResponse> Ask(const VerifyLogRequest& request) {
    call_ = Call();
    return VerifyLogOf(*store_, kTables, call_, request);
  }

  FakeClock clock_{absl::FromUnixSeconds(1'573'776'000)};
  const std::unique_ptr<kv::KvStore> store_ =
      kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  const std::unique_ptr<ledger::Ledger> ledger_ =
      ledger::Ledger::Open(store_.get(), &clock_,
                           {.tables = kTables,
                            .source = "mingce/test",
                            .on_fatal = [](const absl::Status&) { std::abort(); }})
          .value();
  Call call_;
};

TEST_F(AuditServiceTest, ALogIsNamed) {
  VerifyLogRequest request;
  EXPECT_EQ(ReasonOf(Ask(request).status()), "LOG_INVALID");
  request.set_log(static_cast<audit::v1::Log>(7));
  EXPECT_EQ(ReasonOf(Ask(request).status()), "LOG_INVALID");
}

TEST_F(AuditServiceTest, PagesAreBoundedWhateverIsAsked) {
  Enter(static_cast<int>(kMaxEntries) + 5);
  VerifyLogRequest request;
  request.set_log(audit::v1::AUDIT);
  for (const int asked : {0, -1, 1 << 30}) {
    request.set_max_entries(asked);
    EXPECT_EQ(Ask(request).value().verified().sequence(), kMaxEntries) << asked;
  }
  request.set_max_entries(3);
  EXPECT_EQ(Ask(request).value().verified().sequence(), 3u);
  EXPECT_EQ(call_.audit->entry.subject, "logs/audit");
  EXPECT_EQ(call_.audit->entry.count, 3u);
  EXPECT_EQ(call_.audit->entry.decision, "");
}

TEST_F(AuditServiceTest, BothLogsAreProvedToTheirHeads) {
  Enter(5);
  VerifyLogRequest request;
  for (const audit::v1::Log log : {audit::v1::EVENTS, audit::v1::AUDIT}) {
    request.Clear();
    request.set_log(log);
    for (const int at : {4, 9, 2, 4}) request.add_hashes_at(static_cast<std::uint64_t>(at));
    const VerifyLogResponse first = Ask(request).value();
    EXPECT_EQ(first.verified().sequence(), 5u);
    EXPECT_EQ(first.verified().hash(), first.head().hash());
    EXPECT_EQ(first.verified().epoch(), ledger_->Head().epoch);
    EXPECT_FALSE(first.has_broken());
    ASSERT_EQ(first.hashes_size(), 2);
    EXPECT_EQ(first.hashes(0).sequence(), 2u);
    EXPECT_EQ(first.hashes(1).sequence(), 4u);
    request.Clear();
    request.set_log(log);
    request.mutable_after()->set_sequence(4);
    request.mutable_after()->set_hash(first.hashes(1).hash());
    EXPECT_EQ(Ask(request).value().verified().hash(), first.head().hash());
    EXPECT_EQ(call_.audit->entry.count, 1u);
  }
  EXPECT_EQ(seal::AsView(ledger_->NewestAudit().hash), Ask(request).value().head().hash());
}

TEST_F(AuditServiceTest, ABreakIsToldAndEntered) {
  Enter(5);
  kv::Batch batch;
  batch.Delete(ledger::SequenceKey(kTables.audit, 3));
  ASSERT_THAT(store_->Commit(batch), IsOk());
  VerifyLogRequest request;
  request.set_log(audit::v1::AUDIT);
  const VerifyLogResponse response = Ask(request).value();
  EXPECT_EQ(response.verified().sequence(), 2u);
  EXPECT_EQ(response.broken().sequence(), 3u);
  EXPECT_EQ(response.broken().reason(), "CHAIN_GAP");
  EXPECT_EQ(call_.audit->entry.decision, "CHAIN_GAP");
  request.set_log(audit::v1::EVENTS);
  EXPECT_FALSE(Ask(request).value().has_broken());
}

}  // namespace
}  // namespace mingce::proof
