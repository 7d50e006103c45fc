#include "lib/rpc/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>

namespace mingce::rpc {
namespace {

TEST(WorkQueueTest, RefusesBeyondItsLimitAndRunsTheRest) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::atomic<int> ran = 0;
  WorkQueue queue(/*places=*/2, /*per_caller=*/2, /*workers=*/1);
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
  WorkQueue queue(/*places=*/1, /*per_caller=*/1, /*workers=*/1);
  std::promise<void> ran;
  ASSERT_TRUE(queue.Add("ann", [&] { ran.set_value(); }));
  ran.get_future().wait();
  EXPECT_EQ(queue.taken(), 1u);
  EXPECT_FALSE(queue.Add("ann", [] {})) << "its request is still in memory";
  queue.Release("ann");
  EXPECT_EQ(queue.taken(), 0u);
  EXPECT_TRUE(queue.Add("ann", [] {}));
}

TEST(WorkQueueTest, CallersTakeTurns) {
  WorkQueue queue(/*places=*/16, /*per_caller=*/8, /*workers=*/1);
  std::promise<void> gate;
  std::promise<void> begun;
  std::string order;  // of the one worker
  ASSERT_TRUE(queue.Add("ann", [&] {
    begun.set_value();
    gate.get_future().wait();
  }));
  begun.get_future().wait();
  for (const char name : {'a', 'a', 'a', 'a', 'b', 'c', 'c'}) {
    ASSERT_TRUE(queue.Add(std::string(1, name), [&order, name] { order += name; }));
  }
  gate.set_value();
  queue.Drain();
  EXPECT_EQ(order, "abcacaa");
}

TEST(WorkQueueTest, AQuarterOfThePlacesIsACallersShare) {
  WorkQueue queue(/*places=*/8, /*workers=*/1);
  for (const char* name : {"ann", "ben", "cat", "dan"}) {
    EXPECT_TRUE(queue.Add(name, [] {}));
    EXPECT_TRUE(queue.Add(name, [] {}));
    EXPECT_FALSE(queue.Add(name, [] {})) << name;
  }
}

TEST(WorkQueueTest, OneCallerDoesNotTakeAllPlaces) {
  WorkQueue queue(/*places=*/3, /*per_caller=*/2, /*workers=*/1);
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
