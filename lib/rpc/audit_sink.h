// Where the dispatcher writes who called what.

#ifndef MINGCE_LIB_RPC_AUDIT_SINK_H_
#define MINGCE_LIB_RPC_AUDIT_SINK_H_

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "lib/audit/entry.h"
#include "lib/seal/digest.h"

namespace mingce::rpc {

// Thread-safe; none of the functions blocks.
class AuditSink {
 public:
  virtual ~AuditSink() = default;

  // Calls `done` with OK once all entries are durable, or with an error when they cannot be
  // written.
  virtual void Record(std::vector<audit::Entry> entries,
                      std::function<void(absl::Status)> done) = 0;

  // The same for a call refused at the door. Of many by one caller some are only counted, and their
  // count is an entry of its own a little later: then `done` is called at once.
  virtual void RecordRefusal(audit::Entry entry, std::function<void(absl::Status)> done) = 0;

  // What is written of a request's content, given its hash: keyed, for contents may be guessed.
  virtual seal::Digest Fingerprint(const seal::Digest& content) const = 0;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_AUDIT_SINK_H_
