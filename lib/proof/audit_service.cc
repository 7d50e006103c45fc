#include "lib/proof/audit_service.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/verify_log.h"
#include "lib/seal/digest.h"

namespace mingce::proof {
namespace {

using audit::v1::VerifyLogRequest;
using audit::v1::VerifyLogResponse;

absl::Status LogInvalid() {
  return MakeError(absl::StatusCode::kInvalidArgument, "log must be EVENTS or AUDIT",
                   {.reason = "LOG_INVALID",
                    .domain = "mingce.proof",
                    .message_zh = "log 应为 EVENTS 或 AUDIT"});
}

ledger::Stretch StretchOf(const VerifyLogRequest& request) {
  const std::size_t asked =
      request.max_entries() <= 0 ? kMaxEntries : static_cast<std::size_t>(request.max_entries());
  ledger::Stretch stretch{.log = request.log() == audit::v1::AUDIT ? ledger::WhichLog::kAudit
                                                                   : ledger::WhichLog::kEvents,
                          .after = {.epoch = request.after().epoch(),
                                    .sequence = request.after().sequence(),
                                    .hash = request.after().hash()},
                          .max_entries = std::min(asked, kMaxEntries),
                          .max_bytes = kMaxBytes,
                          .hashes_at = {request.hashes_at().begin(), request.hashes_at().end()}};
  std::sort(stretch.hashes_at.begin(), stretch.hashes_at.end());
  stretch.hashes_at.erase(std::unique(stretch.hashes_at.begin(), stretch.hashes_at.end()),
                          stretch.hashes_at.end());
  return stretch;
}

void Set(const ledger::Cursor& from, type::Cursor* to) {
  to->set_epoch(from.epoch);
  to->set_sequence(from.sequence);
  to->set_hash(from.hash);
}

VerifyLogResponse ToResponse(const ledger::LogProof& proof) {
  VerifyLogResponse response;
  Set(proof.verified, response.mutable_verified());
  Set(proof.head, response.mutable_head());
  for (const auto& [sequence, hash] : proof.hashes) {
    audit::v1::EntryHash* one = response.add_hashes();
    one->set_sequence(sequence);
    one->set_hash(std::string(seal::AsView(hash)));
  }
  if (proof.broken.has_value()) {
    response.mutable_broken()->set_sequence(proof.broken->sequence);
    response.mutable_broken()->set_reason(proof.broken->reason);
  }
  return response;
}

}  // namespace

absl::StatusOr<VerifyLogResponse> VerifyLogOf(const kv::KvStore& store,
                                              const ledger::Tables& tables, const Call& call,
                                              const VerifyLogRequest& request) {
  if (request.log() != audit::v1::EVENTS && request.log() != audit::v1::AUDIT) return LogInvalid();
  const std::string log = request.log() == audit::v1::AUDIT ? "audit" : "events";
  call.audit->entry.subject = absl::StrCat("logs/", log);
  MINGCE_ASSIGN_OR_RETURN(const ledger::LogProof proof,
                          ledger::VerifyLog(*store.Snapshot(), tables, StretchOf(request)));
  call.audit->entry.count =
      static_cast<std::uint32_t>(proof.verified.sequence - request.after().sequence());
  if (proof.broken.has_value()) {
    call.audit->entry.decision = proof.broken->reason;
    Log(LogLevel::kError, "a log of the store is not what was written",
        {{"log", log},
         {"sequence", absl::StrCat(proof.broken->sequence)},
         {"reason", proof.broken->reason}});
  }
  return ToResponse(proof);
}

absl::StatusOr<std::unique_ptr<rpc::Service>> MakeAuditService(const rpc::Runtime& runtime,
                                                               const kv::KvStore* store,
                                                               const ledger::Tables& tables) {
  MINGCE_ASSIGN_OR_RETURN(
      std::unique_ptr<rpc::Service> service,
      rpc::Service::Create(
          runtime, VerifyLogRequest::descriptor()->file()->FindServiceByName("AuditService"), {}));
  service->Serve<VerifyLogRequest, VerifyLogResponse>(
      "VerifyLog", [store, tables](const Call& call, const VerifyLogRequest& request) {
        return VerifyLogOf(*store, tables, call, request);
      });
  MINGCE_RETURN_IF_ERROR(service->CheckBound());
  return service;
}

}  // namespace mingce::proof
