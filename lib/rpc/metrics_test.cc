#include "lib/rpc/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace mingce::rpc {
namespace {

using testing::HasSubstr;

TEST(MetricsTest, CountsCallsAndReadsValues) {
  const std::unique_ptr<Metrics> metrics = Metrics::Create("members");
  metrics->ForMethod("GetMember")->Count(absl::StatusCode::kOk, absl::Milliseconds(3));
  metrics->ForMethod("GetMember")->Count(absl::StatusCode::kNotFound, absl::Milliseconds(1));
  metrics->AddReading("feed_lag_events", "Events behind", "feed=registry", [] { return 7.0; });
  metrics->AddReading("ledger_batches_total", "Batches", "", [] { return 5.0; });
  const std::string text = metrics->Text();
  EXPECT_THAT(text,
              HasSubstr("mingce_members_rpc_calls_total{code=\"OK\",method=\"GetMember\"} 1"));
  EXPECT_THAT(text, HasSubstr("code=\"NOT_FOUND\",method=\"GetMember\"} 1"));
  EXPECT_THAT(text, HasSubstr("mingce_members_feed_lag_events{feed=\"registry\"} 7"));
  EXPECT_THAT(text, HasSubstr("# TYPE mingce_members_ledger_batches_total counter"));
}

TEST(MetricsTest, ServesOnlyOnLoopbackAndOnlyOnAFreePort) {
  const std::unique_ptr<Metrics> first = Metrics::Create("members");
  EXPECT_EQ(ReasonOf(first->Serve("0.0.0.0:0")), "METRICS_ADDRESS_NOT_LOOPBACK");
  ASSERT_TRUE(first->Serve("127.0.0.1:0").ok());
  const std::unique_ptr<Metrics> second = Metrics::Create("registry");
  EXPECT_EQ(ReasonOf(second->Serve("127.0.0.1:" + std::to_string(first->port()))),
            "METRICS_PORT_BUSY");
}

}  // namespace
}  // namespace mingce::rpc
