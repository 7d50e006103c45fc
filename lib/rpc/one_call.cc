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

// What every answer has to leave, also one that came just before its deadline.
constexpr absl::Duration kTimeToRead = absl::Seconds(5);

// For how long the caller goes on waiting; InfiniteDuration when it said nothing. A duration: for
// two seconds after the wall clock was set, gRPC and Abseil do not agree what time it is. Not by
// way of std::chrono, whose nanoseconds end in 2262: a client may well say 10^10 seconds.
absl::Duration PatienceOf(const grpc::CallbackServerContext& context) {
  const gpr_timespec deadline = context.raw_deadline();
  if (gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) == 0) {
    return absl::InfiniteDuration();
  }
  const gpr_timespec left = gpr_time_sub(deadline, gpr_now(deadline.clock_type));
  return absl::Seconds(left.tv_sec) + absl::Nanoseconds(left.tv_nsec);
}

void Write(const google::protobuf::Message& message, Bytes* out) {
  grpc::Slice slice(message.ByteSizeLong());
  message.SerializeWithCachedSizesToArray(const_cast<std::uint8_t*>(slice.begin()));
  Bytes bytes(&slice, 1);
  out->Swap(&bytes);
}

}  // namespace

Service::OneCall::OneCall(const Service* service, const Method* method)
    : service_(service), method_(method) {
  set_request(&in_);
  set_response(&out_);
}

grpc::ServerUnaryReactor* Service::OneCall::Begin(grpc::CallbackServerContext* context) {
  arrived_ = service_->runtime_.clock->Now();
  context_ = context;
  reactor_ = context->DefaultReactor();
  call_.identity = service_->runtime_.identity_of(*context_->auth_context());
  GivenUpCalls& given_up = service_->runtime_.queues->given_up_calls();
  // A call that was given up comes here too, without a message.
  if (in_.Valid()) {
    given_up.GiveBack(call_.identity);
  } else if (given_up.HasTooMany(call_.identity)) {
    given_up.Cut(context->peer());
  }
  if (const absl::Status refusal = CheckAtTheDoor(); !refusal.ok()) {
    Refuse(refusal);
    return reactor_;
  }
  queue_ = &service_->runtime_.queues->of(method_->scope.policy().queue());
  if (!queue_->Add(call_.identity, [this] { Run(); })) {
    queue_ = nullptr;
    Refuse(QueueFull());
  }
  return reactor_;  // gRPC has not got it yet, so the call is not over
}

absl::Status Service::OneCall::CheckAtTheDoor() {
  call_.deadline = arrived_ + absl::Milliseconds(method_->scope.policy().max_deadline_ms());
  call_.action = method_->action;
  call_.audit->entry.actor = call_.identity;
  call_.audit->entry.action = method_->action;
  if (call_.identity.empty()) return IdentityMissing();
  const Scope& scope = method_->scope;
  MINGCE_RETURN_IF_ERROR(CheckRights(arrived_));
  const absl::Duration patience = PatienceOf(*context_);
  if (patience == absl::InfiniteDuration()) return DeadlineRequired();
  call_.deadline = std::min(arrived_ + patience, call_.deadline);
  if (!in_.Valid()) return RequestUnreadable();
  MINGCE_RETURN_IF_ERROR(method_->limits.Check(in_, service_->refusals_.too_many));
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
  Bytes bytes = in_;  // shares them; reading takes them out
  grpc::ProtoBufferReader reader(&bytes);
  const bool whole = request_->ParseFromZeroCopyStream(&reader) && reader.status().ok();
  return whole ? absl::OkStatus() : RequestUnreadable();
}

void Service::OneCall::Run() {
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
  const absl::Time now = clock.Now();
  method_->metrics->Count(status.code(), now - arrived_);
  if (status.ok()) Write(*response_, &out_);
  unread_ = service_->runtime_.queues->unread_answers().Add(
      {.call = context_->c_call(),
       .reader = call_.identity,
       .leaves = clock.SteadyNow() + std::max(call_.deadline - now, kTimeToRead)});
  reactor_->Finish(ToGrpc(status));
}

void Service::OneCall::Release() {
  if (unread_.has_value()) service_->runtime_.queues->unread_answers().Remove(*unread_);
  if (queue_ != nullptr) queue_->Release(call_.identity);
  delete this;
}

}  // namespace mingce::rpc
