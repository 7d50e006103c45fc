// Proves a service's logs to whoever asks: mingce.audit.v1.AuditService, the same for every service
// that has logs.

#ifndef MINGCE_LIB_PROOF_AUDIT_SERVICE_H_
#define MINGCE_LIB_PROOF_AUDIT_SERVICE_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "lib/call/call.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/service.h"
#include "mingce/audit/v1/audit_service.pb.h"

namespace mingce::proof {

// Of one call: some 30 ms of a worker, so that who proves a log of millions delays nobody.
inline constexpr std::size_t kMaxEntries = 10'000;
inline constexpr std::size_t kMaxBytes = 4 << 20;

// What `VerifyLog` answers, of a snapshot of `store`. The call's audit entry gets the log, how many
// entries were proved, and the break if there is one. Errors: see audit_service.proto.
absl::StatusOr<audit::v1::VerifyLogResponse> VerifyLogOf(
    const kv::KvStore& store, const ledger::Tables& tables, const Call& call,
    const audit::v1::VerifyLogRequest& request);

// To be served. `store` outlives it. Errors as rpc::Service::Create. Thread-safe.
absl::StatusOr<std::unique_ptr<rpc::Service>> MakeAuditService(const rpc::Runtime& runtime,
                                                               const kv::KvStore* store,
                                                               const ledger::Tables& tables);

}  // namespace mingce::proof

#endif  // MINGCE_LIB_PROOF_AUDIT_SERVICE_H_
