#include "lib/rpc/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace mingce::rpc {
namespace {

TEST(WorkQueueTest, RefusesBeyondItsLimitAndRunsTheRest) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::promise<void> started;
  std::atomic<int> ran = 0;
  WorkQueue queue(/*limit=*/2, /*workers=*/1);
  ASSERT_TRUE(queue.Add([&] {
    started.set_value();
    open.wait();
    ++ran;
  }));
  started.get_future().wait();  // the worker is busy, the queue empty
  EXPECT_TRUE(queue.Add([&] { ++ran; }));
  EXPECT_TRUE(queue.Add([&] { ++ran; }));
  EXPECT_FALSE(queue.Add([&] { ++ran; }));
  EXPECT_EQ(queue.waiting(), 2u);
  gate.set_value();
  queue.Drain();
  EXPECT_EQ(ran, 3);
  EXPECT_FALSE(queue.Add([] {})) << "after Drain nothing is taken";
}

}  // namespace
}  // namespace mingce::rpc
