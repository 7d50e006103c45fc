#include "lib/ledger/loss.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/ledger/errors.h"
#include "lib/testing/fake_clock.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

constexpr std::uint8_t kMeta = 1;

TEST(LossTest, AProofIsKept) {
  FakeClock clock(absl::UnixEpoch());
  const auto store = kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
  EXPECT_THAT(CheckNoLossIsProved(*store, kMeta), IsOk());
  const auto ledger = Ledger::Open(store.get(), &clock,
                                   {.tables = {.meta = kMeta, .request = 2, .event = 3, .audit = 4},
                                    .source = "mingce/test",
                                    .on_fatal = [](const absl::Status&) { std::abort(); }})
                          .value();
  const Cursor proof{.epoch = ledger->Head().epoch, .sequence = 7, .hash = std::string(32, 'h')};
  EXPECT_EQ(ReasonOf(KeepProofOfLoss(ledger.get(), kMeta, proof)), "STORE_BEHIND");
  EXPECT_EQ(ReasonOf(CheckNoLossIsProved(*store, kMeta)), "STORE_BEHIND");
}

TEST(LossTest, OnlyACursorOfTheStreamItselfProves) {
  const Cursor own{.epoch = "e", .sequence = 7, .hash = std::string(32, 'h')};
  EXPECT_TRUE(ProvesLoss(CursorAhead(), own));
  EXPECT_TRUE(ProvesLoss(CursorHashMismatch(), own));
  EXPECT_FALSE(ProvesLoss(EpochChanged(), own));
  EXPECT_FALSE(ProvesLoss(absl::OkStatus(), own));
  EXPECT_FALSE(ProvesLoss(absl::OutOfRangeError("x"), own));
  EXPECT_FALSE(ProvesLoss(CursorAhead(), {.epoch = "", .sequence = 7, .hash = ""}))
      << "it may be of any stream";
}

}  // namespace
}  // namespace mingce::ledger
