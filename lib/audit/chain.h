// Tells whether an audit log is the one that was written, entry by entry, and where it first is
// not.
//
//   ChainVerifier verifier;
//   for each stored (sequence, hash, encoded), in order: verifier.Add(sequence, hash, encoded)
//   verifier.CheckHead(held.sequence, held.hash)
//
// Errors (DATA_LOSS, domain "mingce.audit"; metadata "sequence": the first sequence at which the
// log is not what it should be):
//   AUDIT_GAP               another sequence stands where this one should: deleted, inserted, moved
//                           or repeated (metadata "found": the sequence that stands there)
//   AUDIT_HASH_MISMATCH     the bytes or the stored hash were changed, or an earlier entry replaced
//   AUDIT_ENTRY_UNREADABLE  hashed rightly, but not an entry of a known version
//   AUDIT_ENTRY_MISPLACED   hashed rightly, but the entry itself bears another sequence
//   AUDIT_HEAD_MISMATCH     CheckHead: the log is shorter than the held head, or has another hash
//
// Without a head held elsewhere, entries cut off the end cannot be seen, nor can a log rewritten
// whole: the chain has no key. Heads are therefore handed to outsiders.

#ifndef MINGCE_LIB_AUDIT_CHAIN_H_
#define MINGCE_LIB_AUDIT_CHAIN_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/seal/chain.h"

namespace mingce::audit {

// Copyable: a copy verifies on from where the original stands. Thread-compatible.
class ChainVerifier {
 public:
  // Starts at the beginning of a log.
  ChainVerifier() = default;
  // Starts behind the entry `sequence` with hash `head`, which the caller trusts: a log whose
  // beginning is archived.
  ChainVerifier(std::uint64_t sequence, const seal::Digest& head);

  // Checks the next entry. After the first error the log is bad: Add keeps answering that error and
  // head() stays at the last good entry.
  absl::Status Add(std::uint64_t sequence, absl::string_view stored_hash,
                   absl::string_view encoded);

  // Whether a head held elsewhere is the head reached. To check an older head of a longer log, call
  // it when last_sequence() is there. Answers Add's error if there was one.
  absl::Status CheckHead(std::uint64_t sequence, absl::string_view hash) const;

  std::uint64_t last_sequence() const { return last_sequence_; }  // 0: none yet
  const seal::Digest& head() const { return head_; }              // hash of that entry

 private:
  std::uint64_t last_sequence_ = 0;
  seal::Digest head_ = seal::kChainStart;
  absl::Status failure_;  // the first error
};

}  // namespace mingce::audit

#endif  // MINGCE_LIB_AUDIT_CHAIN_H_
