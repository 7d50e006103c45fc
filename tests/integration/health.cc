#include "tests/integration/health.h"

#include <grpcpp/impl/rpc_method.h>

#include <chrono>

#include "tests/integration/process.h"

namespace mingce::tests {

HealthWatch::HealthWatch(const std::shared_ptr<grpc::Channel>& channel) {
  context_.set_deadline(std::chrono::system_clock::now() + kPatience);
  const grpc::internal::RpcMethod method(kHealthWatch, grpc::internal::RpcMethod::SERVER_STREAMING);
  const grpc::Slice all_of_it;
  reader_.reset(grpc::internal::ClientReaderFactory<grpc::ByteBuffer>::Create(
      channel.get(), method, &context_, grpc::ByteBuffer(&all_of_it, 1)));
}

HealthWatch::~HealthWatch() {
  context_.TryCancel();
  reader_->Finish();
}

Health HealthWatch::Next() {
  grpc::ByteBuffer answer;
  grpc::Slice bytes;
  if (!reader_->Read(&answer) || !answer.DumpToSingleSlice(&bytes).ok()) return Health::kNoAnswer;
  return bytes.size() == 2 ? static_cast<Health>(bytes.begin()[1]) : Health::kNoAnswer;
}

}  // namespace mingce::tests
