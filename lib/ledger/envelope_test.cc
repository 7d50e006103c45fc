#include "lib/ledger/envelope.h"

#include <google/protobuf/struct.pb.h>
#include <gtest/gtest.h>

#include <string>

namespace mingce::ledger {
namespace {

TEST(EnvelopeTest, HoldsFromTheBeginningOfItsDayInBeijing) {
  const absl::Time recorded = absl::FromUnixMicros(1'575'129'599'000'123);
  feed::v1::Event event;
  ASSERT_TRUE(event.ParseFromString(
      EncodeEvent({.type = "mingce.test.Happened",
                   .subject = "things/a",
                   .data = "d",
                   .holds_from = absl::CivilDay(2019, 11, 12)},
                  "mingce/test", {.time = recorded, .suspect_since = 5}, "epoch", 7, "request")));
  EXPECT_EQ(event.id(), "epoch-7");
  EXPECT_EQ(event.sequence(), 7u);
  EXPECT_EQ(event.source(), "mingce/test");
  EXPECT_EQ(event.type(), "mingce.test.Happened");
  EXPECT_EQ(event.data().type_url(), "type.googleapis.com/mingce.test.Happened");
  EXPECT_EQ(event.correlation_id(), "request");
  EXPECT_EQ(event.time().seconds(), 1'573'488'000) << "the 12th begins in Beijing";
  EXPECT_EQ(event.recorded_time().nanos(), 123'000);
  EXPECT_FALSE(event.skippable());
  EXPECT_EQ(event.time_suspect_since(), 5u);
}

TEST(EnvelopeTest, WhatHasNoDayHoldsFromWhenItIsRecorded) {
  const feed::v1::Event event = Envelope({.type = "t", .subject = "s", .data = ""}, "mingce/test",
                                         {.time = absl::FromUnixSeconds(1'575'129'599)});
  EXPECT_EQ(event.time().seconds(), 1'575'129'599);
  EXPECT_EQ(event.sequence(), 0u);
  EXPECT_EQ(event.time_suspect_since(), 0u);
}

TEST(EnvelopeTest, EqualMessagesGiveEqualBytes) {
  google::protobuf::Struct forward;
  google::protobuf::Struct backward;
  for (int i = 0; i < 50; ++i) {
    (*forward.mutable_fields())[std::to_string(i)].set_bool_value(true);
    (*backward.mutable_fields())[std::to_string(49 - i)].set_bool_value(true);
  }
  EXPECT_EQ(EventOf(forward, "s").data, EventOf(backward, "s").data);
  EXPECT_EQ(EventOf(forward, "s").type, "google.protobuf.Struct");
}

}  // namespace
}  // namespace mingce::ledger
