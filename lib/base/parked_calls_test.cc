#include "lib/base/parked_calls.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace mingce {
namespace {

TEST(ParkedCallsTest, GoOnWhenReady) {
  ParkedCalls parked;
  std::atomic<bool> there = false;
  std::promise<bool> first;
  std::promise<void> second;
  parked.Park([&] { return there.load(); }, absl::Hours(1), [&] { first.set_value(there.load()); });
  // One that waits holds up nobody.
  parked.Park([] { return true; }, absl::Hours(1), [&] { second.set_value(); });
  second.get_future().get();
  there = true;
  EXPECT_TRUE(first.get_future().get());
}

TEST(ParkedCallsTest, GoOnWhenTheirTimeIsUp) {
  ParkedCalls parked;
  std::promise<void> done;
  parked.Park([] { return false; }, absl::Milliseconds(1), [&] { done.set_value(); });
  done.get_future().get();
}

TEST(ParkedCallsTest, GoOnWhenItStopsAndAfterwardsAtOnce) {
  ParkedCalls parked;
  int gone_on = 0;
  for (int i = 0; i < 10; ++i) {
    parked.Park([] { return false; }, absl::Hours(1), [&] { ++gone_on; });
  }
  parked.Stop();
  EXPECT_EQ(gone_on, 10);
  parked.Park([] { return false; }, absl::Hours(1), [&] { ++gone_on; });
  EXPECT_EQ(gone_on, 11);
  parked.Stop();
}

}  // namespace
}  // namespace mingce
