#include "lib/rpc/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace mingce::rpc {
namespace {

TEST(WorkQueueTest, RefusesBeyondItsLimitAndRunsTheRest) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::atomic<int> ran = 0;
  WorkQueue queue(/*limit=*/2, /*workers=*/1);
  ASSERT_TRUE(queue.Add([&] {
    open.wait();
    ++ran;
  }));
  EXPECT_TRUE(queue.Add([&] { ++ran; }));
  EXPECT_FALSE(queue.Add([&] { ++ran; })) << "one runs, one waits: both places are taken";
  gate.set_value();
  queue.Drain();
  EXPECT_EQ(ran, 2);
  EXPECT_FALSE(queue.Add([] {})) << "after Drain nothing is taken";
}

TEST(WorkQueueTest, HoldsThePlaceOfWhatIsDoneAndNotAnswered) {
  WorkQueue queue(/*limit=*/1, /*workers=*/1);
  std::promise<void> ran;
  ASSERT_TRUE(queue.Add([&] { ran.set_value(); }));
  ran.get_future().wait();
  EXPECT_EQ(queue.taken(), 1u);
  EXPECT_FALSE(queue.Add([] {})) << "its request is still in memory";
  queue.Release();
  EXPECT_EQ(queue.taken(), 0u);
  EXPECT_TRUE(queue.Add([] {}));
}

}  // namespace
}  // namespace mingce::rpc
