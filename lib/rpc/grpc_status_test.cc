#include "lib/rpc/grpc_status.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "mingce/type/status.pb.h"

namespace mingce::rpc {
namespace {

TEST(GrpcStatusTest, EveryCanonicalCodeAndItsInfoRoundTrip) {
  EXPECT_TRUE(FromGrpc(ToGrpc(absl::OkStatus())).ok());
  for (int code = 1; code <= 16; ++code) {
    const ErrorInfo info{.reason = "WHY_NOT",
                         .domain = "mingce.test",
                         .message_zh = "不行",
                         .metadata = {{"row", "7"}}};
    const absl::Status status = MakeError(static_cast<absl::StatusCode>(code), "no", info);
    const absl::Status back = FromGrpc(ToGrpc(status));
    EXPECT_EQ(back.code(), status.code()) << code;
    EXPECT_EQ(back.message(), "no");
    EXPECT_EQ(ErrorInfoOf(back), info);
  }
}

TEST(GrpcStatusTest, WhenToComeBackIsADetailOfItsOwn) {
  const ErrorInfo info{.reason = "TOO_MUCH",
                       .domain = "mingce.test",
                       .message_zh = "太多",
                       .metadata = {{"retry_after_seconds", "31"}}};
  const grpc::Status status = ToGrpc(MakeError(absl::StatusCode::kResourceExhausted, "no", info));
  type::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  ASSERT_EQ(details.details_size(), 3);
  EXPECT_EQ(details.details(2).type_url(), "type.googleapis.com/google.rpc.RetryInfo");
  type::RetryInfo retry;
  ASSERT_TRUE(retry.ParseFromString(details.details(2).value()));
  EXPECT_EQ(retry.retry_delay().seconds(), 31);
  EXPECT_EQ(ErrorInfoOf(FromGrpc(status)), info);
}

TEST(GrpcStatusTest, NamedCodesAgree) {
  EXPECT_EQ(ToGrpc(absl::NotFoundError("x")).error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ToGrpc(absl::AbortedError("x")).error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(ToGrpc(absl::UnauthenticatedError("x")).error_code(),
            grpc::StatusCode::UNAUTHENTICATED);
}

TEST(GrpcStatusTest, WordsOfALibraryStayInside) {
  const grpc::Status status = ToGrpc(absl::InternalError("row of 439999199003071235 is broken"));
  EXPECT_EQ(status.error_message().find("4399"), std::string::npos);
  EXPECT_EQ(status.error_details().find("4399"), std::string::npos);
  EXPECT_EQ(ReasonOf(FromGrpc(status)), "INTERNAL_ERROR");
}

}  // namespace
}  // namespace mingce::rpc
