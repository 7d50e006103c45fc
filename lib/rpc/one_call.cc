#include "lib/rpc/one_call.h"

#include <grpc/support/time.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/base/day.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/call/errors.h"
#include "lib/rpc/errors.h"
#include "lib/rpc/grpc_status.h"
#include "lib/rpc/plain_texts.h"
#include "lib/rpc/request_key.h"

namespace mingce::rpc {
namespace {

// When the caller stops waiting; InfiniteFuture when it said nothing. Not by way of a
// std::chrono time, whose nanoseconds end in 2262: a client may well say 10^10 seconds.
absl::Time DeadlineOf(const grpc::CallbackServerContext& context) {
  const gpr_timespec deadline = gpr_convert_clock_type(context.raw_deadline(), GPR_CLOCK_REALTIME);
  if (gpr_time_cmp(deadline, gpr_inf_future(GPR_CLOCK_REALTIME)) == 0) {
    return absl::InfiniteFuture();
  }
  return absl::FromUnixSeconds(deadline.tv_sec) + absl::Nanoseconds(deadline.tv_nsec);
}

void Write(const google::protobuf::Message& message, grpc::ByteBuffer* out) {
  grpc::Slice slice(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(const_cast<std::uint8_t*>(slice.begin()));
  grpc::ByteBuffer bytes(&slice, 1);
  out->Swap(&bytes);
}

}  // namespace

void Service::OneCall::Begin(const grpc::CallbackServerContext& context) {
  arrived_ = service_->runtime_.clock->Now();
  if (const absl::Status refusal = CheckAtTheDoor(context); !refusal.ok()) return Refuse(refusal);
  WorkQueue* queue = &service_->runtime_.queues->of(method_->scope.policy().queue());
  // Taken, the call is the worker's, and may be over by now.
  if (!queue->Add(call_.identity, [this, queue] { Run(queue); })) Refuse(QueueFull());
}

absl::Status Service::OneCall::CheckAtTheDoor(const grpc::CallbackServerContext& context) {
  call_.identity = service_->runtime_.identity_of(*context.auth_context());
  call_.action = method_->action;
  call_.audit->entry.actor = call_.identity;
  call_.audit->entry.action = method_->action;
  if (call_.identity.empty()) return IdentityMissing();
  const Scope& scope = method_->scope;
  MINGCE_RETURN_IF_ERROR(CheckRights(arrived_));
  const absl::Time deadline = DeadlineOf(context);
  if (deadline == absl::InfiniteFuture()) return DeadlineRequired();
  call_.deadline =
      std::min(deadline, arrived_ + absl::Milliseconds(scope.policy().max_deadline_ms()));
  MINGCE_RETURN_IF_ERROR(method_->limits.Check(*in_, service_->refusals_.too_many));
  if (!scope.NeedsRequest()) return absl::OkStatus();
  MINGCE_RETURN_IF_ERROR(ReadRequest());
  return CheckScope();
}

absl::Status Service::OneCall::CheckRights(absl::Time now) {
  call_.access = service_->runtime_.authority->AccessOf(call_.identity, BeijingDay(now));
  MINGCE_RETURN_IF_ERROR(method_->scope.CheckCaller(call_.access));
  return method_->scope.NeedsRequest() && request_ != nullptr ? CheckScope() : absl::OkStatus();
}

absl::Status Service::OneCall::CheckScope() {
  return method_->scope.CheckRequest(call_.access, *request_, service_->refusals_.absent,
                                     &call_.audit->entry.organization);
}

absl::Status Service::OneCall::ReadRequest() {
  request_ = method_->request->New(&arena_);
  grpc::ByteBuffer bytes = *in_;  // shares them; reading takes them out
  grpc::ProtoBufferReader reader(&bytes);
  const bool whole = request_->ParseFromZeroCopyStream(&reader) && reader.status().ok();
  return whole ? absl::OkStatus() : RequestUnreadable();
}

void Service::OneCall::Run(WorkQueue* queue) {
  queue_ = queue;
  call_.now = service_->runtime_.clock->Now();
  if (call_.now >= call_.deadline) return Complete(DeadlinePassed());
  // Rights may have changed while the call waited, and it sees the rows of now.
  if (const absl::Status refusal = CheckRights(call_.now); !refusal.ok()) return Complete(refusal);
  if (request_ == nullptr) {
    if (const absl::Status unreadable = ReadRequest(); !unreadable.ok())
      return Complete(unreadable);
  }
  if (method_->scope.policy().audit() == policy::v1::EVERY_CALL) {
    // What changes something is audited; what is audited stays in the log.
    if (const absl::Status unfit = CheckTexts(*request_); !unfit.ok()) return Complete(unfit);
  }
  response_.reset(method_->response->New());
  method_->verb(call_, *request_, response_.get(),
                [this](const absl::Status& status) { Complete(status); });
}

void Service::OneCall::Refuse(const absl::Status& status) {
  if (!IsAudited()) return Answer(status);
  service_->runtime_.audit->RecordRefusal(std::move(EntriesFor(status).front()),
                                          [this, status](const absl::Status&) { Answer(status); });
}

void Service::OneCall::Complete(const absl::Status& status) {
  if (!IsAudited()) return Answer(status);
  // Over a limit nothing is told: entered as a call that is refused at the door.
  if (absl::IsResourceExhausted(status)) return Refuse(status);
  service_->runtime_.audit->Record(EntriesFor(status),
                                   [this, status](const absl::Status& recorded) {
                                     Answer(recorded.ok() ? status : AuditUnavailable());
                                   });
}

std::vector<audit::Entry> Service::OneCall::EntriesFor(const absl::Status& status) const {
  std::vector<audit::Entry> entries = call_.audit->items;
  if (entries.empty() || !status.ok()) entries = {call_.audit->entry};
  std::string hash;
  if (request_ != nullptr) {
    hash = std::string(
        seal::AsView(service_->runtime_.audit->Fingerprint(RequestFingerprint(*request_))));
  }
  const std::string reason = ReasonOrCodeOf(status);
  for (audit::Entry& entry : entries) {
    if (entry.request_hash.empty()) entry.request_hash = hash;
    if (!status.ok() || entry.decision.empty()) entry.decision = status.ok() ? "OK" : reason;
  }
  return entries;
}

void Service::OneCall::Answer(const absl::Status& status) {
  const Clock& clock = *service_->runtime_.clock;
  method_->metrics->Count(status.code(), clock.Now() - arrived_);
  if (status.ok()) Write(*response_, out_);
  Finish(ToGrpc(status));
}

void Service::OneCall::OnDone() {
  if (queue_ != nullptr) queue_->Release(call_.identity);
  delete this;
}

}  // namespace mingce::rpc
