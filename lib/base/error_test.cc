#include "lib/base/error.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

const ErrorInfo kInfo = {.reason = "UNIT_UNKNOWN",
                         .domain = "mingce.members",
                         .message_zh = "没有这个单位",
                         .metadata = {{"row", "7"}, {"sheet", "会员"}}};

TEST(ErrorTest, InfoTravelsWithTheStatus) {
  const absl::Status status = MakeError(absl::StatusCode::kNotFound, "no such unit", kInfo);
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorInfoOf(status), kInfo);
  EXPECT_EQ(ReasonOf(status), "UNIT_UNKNOWN");
  EXPECT_EQ(MessageFor(status, /*english=*/false), "没有这个单位");
  EXPECT_EQ(MessageFor(status, /*english=*/true), "no such unit");
}

TEST(ErrorTest, AStatusWithoutInfoStillHasAMessage) {
  const absl::Status status = absl::InternalError("disk");
  EXPECT_EQ(ErrorInfoOf(status), std::nullopt);
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_EQ(MessageFor(status, /*english=*/false), "disk");
}

}  // namespace
}  // namespace mingce
