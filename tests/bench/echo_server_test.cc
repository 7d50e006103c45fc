#include "tests/bench/echo_server.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "tests/bench/load_loop.h"

namespace mingce::bench {
namespace {

TEST(PercentileTest, IsTheValueBelowWhichTheShareLies) {
  std::vector<absl::Duration> sorted;
  for (int i = 1; i <= 100; ++i) sorted.push_back(absl::Milliseconds(i));
  EXPECT_EQ(Percentile(sorted, 0.50), absl::Milliseconds(51));
  EXPECT_EQ(Percentile(sorted, 0.99), absl::Milliseconds(100));
  EXPECT_EQ(Percentile({absl::Milliseconds(7)}, 0.99), absl::Milliseconds(7));
  EXPECT_EQ(Percentile({}, 0.50), absl::ZeroDuration());
}

// The certificates of lib/pki are what gRPC takes for mutual TLS, and the loop ends.
TEST(EchoServerTest, AnswersWithTheSizeAskedForOverMutualTls) {
  const Clock& clock = Clock::System();
  const auto server = EchoServer::Start(123, clock);
  ASSERT_TRUE(server.ok()) << server.status();
  const auto channel = (*server)->Connect();
  ASSERT_TRUE(channel.ok()) << channel.status();
  grpc::GenericStub stub(*channel);
  const grpc::Slice slice(std::string(10, 'x'));
  const grpc::ByteBuffer request(&slice, 1);
  std::vector<grpc::ByteBuffer> responses(4);
  const LoadResult result = RunLoad(
      responses.size(), absl::Milliseconds(20), clock,
      [&](std::size_t index, grpc::ClientContext* context, std::function<void(grpc::Status)> done) {
        responses[index].Clear();
        stub.UnaryCall(context, "/x/Y", grpc::StubOptions(), &request, &responses[index],
                       std::move(done));
      });
  EXPECT_EQ(result.failed, 0) << result.first_failure;
  EXPECT_GE(result.answered, 4);
  EXPECT_GE(result.p99, result.p50);
  for (const grpc::ByteBuffer& response : responses) EXPECT_EQ(response.Length(), 123u);
}

}  // namespace
}  // namespace mingce::bench
