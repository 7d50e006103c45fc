#include "lib/ledger/command_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace mingce::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void Push(CommandQueue* queue, const std::string& name, std::uint32_t weight) {
  Command command;
  command.weight = weight;
  command.request = RequestKey{.caller = "c", .request_id = name};
  queue->Push(std::move(command));
}

std::vector<std::string> Take(CommandQueue* queue) {
  std::vector<std::string> names;
  for (const Command& command : queue->TakeBatch()) names.push_back(command.request->request_id);
  return names;
}

TEST(CommandQueueTest, SmallCommandsPassLargeOnesOnce) {
  CommandQueue queue(256, 512);
  Push(&queue, "import1", 500);
  Push(&queue, "import2", 500);
  Push(&queue, "check1", 1);
  Push(&queue, "check2", 1);
  EXPECT_THAT(Take(&queue), ElementsAre("check1", "check2"));
  Push(&queue, "check3", 1);
  EXPECT_THAT(Take(&queue), ElementsAre("check3", "import1"));
  EXPECT_THAT(Take(&queue), ElementsAre("import2"));
  EXPECT_TRUE(queue.empty());
  EXPECT_THAT(Take(&queue), IsEmpty());
}

TEST(CommandQueueTest, SixteenRowsAreSmallAndSeventeenAreNot) {
  CommandQueue queue(256, 512);
  Push(&queue, "large", 17);
  Push(&queue, "small", 16);
  EXPECT_THAT(Take(&queue), ElementsAre("small"));
  EXPECT_THAT(Take(&queue), ElementsAre("large"));
}

TEST(CommandQueueTest, AFloodOfChecksHoldsNoImportUpForMoreThanABatch) {
  CommandQueue queue(4, 512);
  for (int n = 0; n < 100; ++n) Push(&queue, absl::StrCat("check", n), 1);
  for (int n = 0; n < 10; ++n) Push(&queue, absl::StrCat("import", n), 500);
  for (int n = 0; n < 10; ++n) {
    EXPECT_EQ(Take(&queue).size(), 4u);
    const std::vector<std::string> mixed = Take(&queue);
    ASSERT_EQ(mixed.size(), 5u);
    EXPECT_EQ(mixed.back(), absl::StrCat("import", n));
  }
}

TEST(CommandQueueTest, ABatchOfLargeOnesIsAboutOneOfFullSize) {
  CommandQueue queue(256, 512);
  Push(&queue, "a", 300);
  Push(&queue, "b", 200);
  Push(&queue, "c", 20);
  Push(&queue, "larger than all", 9000);
  Push(&queue, "d", 20);
  EXPECT_THAT(Take(&queue), ElementsAre("a", "b"));
  EXPECT_THAT(Take(&queue), ElementsAre("c"));
  EXPECT_THAT(Take(&queue), ElementsAre("larger than all"));
  EXPECT_THAT(Take(&queue), ElementsAre("d"));
}

TEST(CommandQueueTest, SmallOnesAreBoundedByWeightToo) {
  CommandQueue queue(256, 512);
  for (int n = 0; n < 40; ++n) Push(&queue, absl::StrCat(n), 16);
  EXPECT_EQ(Take(&queue).size(), 32u);
  EXPECT_EQ(Take(&queue).size(), 8u);
}

}  // namespace
}  // namespace mingce::ledger
