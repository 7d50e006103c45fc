// What a service says of itself (grpc.health.v1).

#ifndef MINGCE_TESTS_INTEGRATION_HEALTH_H_
#define MINGCE_TESTS_INTEGRATION_HEALTH_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/sync_stream.h>

#include <memory>

namespace mingce::tests {

inline constexpr char kHealthCheck[] = "/grpc.health.v1.Health/Check";
inline constexpr char kHealthWatch[] = "/grpc.health.v1.Health/Watch";

enum class Health { kNoAnswer = 0, kServing = 1, kNotServing = 2 };

// Listens to it on one call, from now on.
class HealthWatch {
 public:
  explicit HealthWatch(const std::shared_ptr<grpc::Channel>& channel);
  ~HealthWatch();

  Health Next();

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<grpc::ByteBuffer>> reader_;
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_HEALTH_H_
