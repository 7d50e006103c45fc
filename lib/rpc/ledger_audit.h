#ifndef MINGCE_LIB_RPC_LEDGER_AUDIT_H_
#define MINGCE_LIB_RPC_LEDGER_AUDIT_H_

#include <functional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/ledger/ledger.h"
#include "lib/rpc/audit_sink.h"
#include "lib/rpc/refusal_thinner.h"

namespace mingce::rpc {

// The audit log of a ledger. One fsync serves all that wait at the same time.
class LedgerAudit final : public AuditSink {
 public:
  using Keyed = std::function<seal::Digest(const seal::Digest&)>;

  // `ledger` and `clock` outlive it; `keyed` is thread-safe.
  LedgerAudit(ledger::Ledger* ledger, const Clock* clock, Keyed keyed);

  void Record(std::vector<audit::Entry> entries, std::function<void(absl::Status)> done) override;
  void RecordRefusal(audit::Entry entry, std::function<void(absl::Status)> done) override;
  seal::Digest Fingerprint(const seal::Digest& content) const override { return keyed_(content); }

  // Enters what was counted in minutes that are over, one entry an actor, with decision REFUSED and
  // the count. Often; all of it with `everything`, before the ledger is drained.
  void EnterCounted(bool everything = false);

 private:
  void Count(const std::vector<audit::Entry>& entries);

  ledger::Ledger* const ledger_;
  const Clock* const clock_;
  const Keyed keyed_;
  Mutex mu_;
  RefusalThinner thinner_ ABSL_GUARDED_BY(mu_);
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_LEDGER_AUDIT_H_
