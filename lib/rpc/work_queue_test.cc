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
  WorkQueue queue(/*limit=*/2, /*per_caller=*/2, /*workers=*/1);
  ASSERT_TRUE(queue.Add("ann", [&] {
    open.wait();
    ++ran;
  }));
  EXPECT_TRUE(queue.Add("ann", [&] { ++ran; }));
  EXPECT_FALSE(queue.Add("ann", [&] { ++ran; })) << "one runs, one waits: both places are taken";
  gate.set_value();
  queue.Drain();
  EXPECT_EQ(ran, 2);
  EXPECT_FALSE(queue.Add("ann", [] {})) << "after Drain nothing is taken";
}

TEST(WorkQueueTest, HoldsThePlaceOfWhatIsDoneAndNotAnswered) {
  WorkQueue queue(/*limit=*/1, /*per_caller=*/1, /*workers=*/1);
  std::promise<void> ran;
  ASSERT_TRUE(queue.Add("ann", [&] { ran.set_value(); }));
  ran.get_future().wait();
  EXPECT_EQ(queue.taken(), 1u);
  EXPECT_FALSE(queue.Add("ann", [] {})) << "its request is still in memory";
  queue.Release("ann");
  EXPECT_EQ(queue.taken(), 0u);
  EXPECT_TRUE(queue.Add("ann", [] {}));
}

TEST(WorkQueueTest, OneCallerDoesNotTakeAllPlaces) {
  WorkQueue queue(/*limit=*/3, /*per_caller=*/2, /*workers=*/1);
  EXPECT_TRUE(queue.Add("ann", [] {}));
  EXPECT_TRUE(queue.Add("ann", [] {}));
  EXPECT_FALSE(queue.Add("ann", [] {}));
  EXPECT_TRUE(queue.Add("ben", [] {}));
  EXPECT_FALSE(queue.Add("ben", [] {})) << "all three are taken";
  queue.Release("ann");
  EXPECT_TRUE(queue.Add("ann", [] {}));
}

}  // namespace
}  // namespace mingce::rpc
