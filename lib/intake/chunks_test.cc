#include "lib/intake/chunks.h"

#include <gmock/gmock.h>

#include <atomic>
#include <vector>

namespace mingce::intake {
namespace {

TEST(RunChunksTest, EachOnceAndNeverTooManyAtATime) {
  std::vector<std::atomic<int>> called(100);
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;
  const absl::Status status = RunChunks(called.size(), 4, [&](std::size_t i) {
    const int now = ++running;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
    ++called[i];
    --running;
    return absl::OkStatus();
  });
  EXPECT_TRUE(status.ok());
  for (const auto& count : called) EXPECT_EQ(count, 1);
  EXPECT_LE(most, 4);
}

TEST(RunChunksTest, OneAtATimeKeepsTheOrder) {
  std::vector<std::size_t> order;
  ASSERT_TRUE(RunChunks(5, 1, [&](std::size_t i) {
                order.push_back(i);
                return absl::OkStatus();
              }).ok());
  EXPECT_THAT(order, testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(RunChunksTest, AnErrorStopsTheRest) {
  int called = 0;
  const absl::Status status = RunChunks(5, 1, [&](std::size_t i) {
    ++called;
    return i == 2 ? absl::UnavailableError("away") : absl::OkStatus();
  });
  EXPECT_TRUE(absl::IsUnavailable(status));
  EXPECT_EQ(called, 3);
}

TEST(RunChunksTest, NothingToDo) {
  EXPECT_TRUE(RunChunks(0, 4, [](std::size_t) { return absl::InternalError("called"); }).ok());
}

}  // namespace
}  // namespace mingce::intake
