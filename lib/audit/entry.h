// One line of the audit log: who did what to whom, why, and what was decided.
//
// No personal data: a member is an opaque reference, a case number a keyed tag, a reason a word of
// a closed vocabulary. The bytes are chained (lib/seal/chain.h), so they are never changed.
//
// Encoded, numbers big-endian:
//
//   offset  bytes
//        0      1   version, 1
//        1      1   flags: bit 0 time_suspect, bit 1 shortened; the others 0
//        2      8   sequence, unsigned
//       10      8   time_micros, two's complement
//       18      4   count, unsigned
//       22          nine times: length (2 bytes, 0 to 1024), then so many bytes, in this order:
//                   actor, action, subject, organization, purpose, case_ref_tag, decision, detail,
//                   request_hash (length 0 or 32)
//
// and nothing after that: 40 bytes at least, 8,264 at most. One entry has one encoding, and bytes
// that decode encode back to themselves. A later release may add a version, never change this one.

#ifndef MINGCE_LIB_AUDIT_ENTRY_H_
#define MINGCE_LIB_AUDIT_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::audit {

// The longest text field; the longest resource name is a tenth of it.
inline constexpr std::size_t kMaxFieldBytes = 1024;

struct Entry {
  std::uint64_t sequence = 0;     // 1, 2, 3, … without gaps
  std::int64_t time_micros = 0;   // since 1970-01-01T00:00:00Z
  bool time_suspect = false;      // before the newest time recorded: the clock was set back
  std::string actor = {};         // SPIFFE URI
  std::string action = {};        // "members.CheckEligibility"
  std::string subject = {};       // resource name or opaque reference, never a number or a name
  std::string organization = {};  // of the subject
  std::string purpose = {};
  std::string case_ref_tag = {};  // hex of the keyed tag of the case number, never the number
  std::string decision = {};      // "ELIGIBLE", "OK", "PERMISSION_DENIED"
  std::string detail = {};        // closed vocabulary: reasons joined by ','
  std::string request_hash = {};  // 32 bytes or empty
  std::uint32_t count = 0;        // records concerned
  bool shortened = false;         // set by Encode where a field did not fit

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Never fails, since a look that cannot be written down must not happen, and a caller's long text
// must not stop a service: a longer field is cut at kMaxFieldBytes (before a UTF-8 character that
// would be torn), a request_hash of another length is left out, and `shortened` is set in the
// bytes.
std::string Encode(const Entry& entry);

// DATA_LOSS, reason AUDIT_ENTRY_UNREADABLE (domain "mingce.audit"), for anything that is not an
// encoding as above. Total: any bytes may be given.
absl::StatusOr<Entry> Decode(absl::string_view encoded);

}  // namespace mingce::audit

#endif  // MINGCE_LIB_AUDIT_ENTRY_H_
