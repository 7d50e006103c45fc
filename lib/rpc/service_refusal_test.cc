// Calls that are not carried out: what their caller hears, and what the audit log holds.

#include <atomic>

#include "lib/rpc/service_fixture_for_test.h"

namespace mingce::rpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(ServiceTest, EveryRefusalOfAnAuditedCallIsWrittenDown) {
  caller_ = "else";
  EXPECT_EQ(Send(0, "x").reason(), "PERMISSION_DENIED");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(0, "PERMISSION_DENIED")));
  EXPECT_EQ(Send(4, "x").reason(), "PERMISSION_DENIED");
  EXPECT_THAT(audit_.Take(), IsEmpty());
  caller_ = "";
  EXPECT_EQ(Send(2, "x").reason(), "IDENTITY_MISSING");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(2, "IDENTITY_MISSING")));
  caller_ = "all";
  EXPECT_EQ(Send(2, "x", /*deadline=*/false).reason(), "DEADLINE_REQUIRED");
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(2, "DEADLINE_REQUIRED")));
  for (const int method : {0, 1, 2, 3}) {
    EXPECT_EQ(SendBytes(method, "\xff\xff\xff").reason(), "REQUEST_UNREADABLE");
    EXPECT_THAT(audit_.Take(), ElementsAre(Line(method, "REQUEST_UNREADABLE")));
  }
  caller_ = "town";
  EXPECT_EQ(Send(1, Name(kOther)).reason(), "ABSENT");
  EXPECT_EQ(audit_.entries().at(0).organization, Name(kOther));
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(1, "ABSENT")));
}

TEST_F(ServiceTest, AMessageThatIsTooLargeOrNotThereIsRefusedWithAReason) {
  const std::string fits(kMostTextBytes - 3, 'x');  // and three bytes to say that it follows
  for (const int method : {0, 2, 3}) {
    EXPECT_TRUE(Send(method, fits).wire.ok());
    audit_.Take();
    const Outcome refused = Send(method, fits + "x");
    EXPECT_EQ(refused.reason(), "REQUEST_TOO_LARGE");
    EXPECT_EQ(refused.wire.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(audit_.Take(), ElementsAre(Line(method, "REQUEST_TOO_LARGE")));
    EXPECT_EQ(SendBytes(method, "\x0a\x05x").reason(), "REQUEST_UNREADABLE") << "cut off";
    EXPECT_EQ(SendNothing(method).reason(), "REQUEST_UNREADABLE");
    audit_.Take();
  }
  caller_ = "town";
  EXPECT_EQ(Send(0, fits + "x").reason(), "PERMISSION_DENIED") << "who calls comes first";
}

// A caller over its budget who goes on asking does not fill the log.
TEST_F(ServiceTest, WhatIsOverALimitIsEnteredAsARefusalAtTheDoor) {
  std::atomic<absl::StatusCode> code = absl::StatusCode::kNotFound;  // read by a worker
  verb_ = [&code](const Call&, const Text&) -> absl::StatusOr<Text> {
    return MakeError(code, "no", {.reason = "NO_MORE", .domain = "trial", .message_zh = "不"});
  };
  EXPECT_EQ(Send(3, "x").reason(), "NO_MORE");
  EXPECT_EQ(audit_.refusals, 0);
  code = absl::StatusCode::kResourceExhausted;
  EXPECT_EQ(Send(3, "x").reason(), "NO_MORE");
  EXPECT_EQ(audit_.refusals, 1);
  EXPECT_THAT(audit_.Take(), ElementsAre(Line(3, "NO_MORE"), Line(3, "NO_MORE")));
}

TEST_F(ServiceTest, WithoutALogNothingIsShown) {
  audit_.broken = true;
  EXPECT_EQ(Send(0, "x").reason(), "AUDIT_UNAVAILABLE");
  EXPECT_EQ(Send(0, "x").bytes.Length(), 0u);
  EXPECT_EQ(Send(4, "x").text(), "x");
  caller_ = "else";
  EXPECT_EQ(Send(0, "x").reason(), "PERMISSION_DENIED") << "which shows nothing";
}

TEST_F(ServiceTest, DeniedAndAbsentAreTheSameBytes) {
  caller_ = "town";
  EXPECT_EQ(Send(1, Name(kVillage)).text(), Name(kVillage));
  const Outcome denied = Send(1, Name(kOther));
  const Outcome absent = Send(1, Name(kNowhere));
  EXPECT_EQ(denied.wire.error_code(), absent.wire.error_code());
  EXPECT_EQ(denied.wire.error_message(), absent.wire.error_message());
  EXPECT_EQ(denied.wire.error_details(), absent.wire.error_details());
  EXPECT_EQ(denied.reason(), "ABSENT");
}

}  // namespace
}  // namespace mingce::rpc
