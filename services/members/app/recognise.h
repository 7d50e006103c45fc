// Whether a number and a name are together those of somebody registered: found, compared and
// written down with the same work whichever way it turns out, so that neither the time nor the
// length of an audit entry tells a registered number under another name from an unknown one.

#ifndef MINGCE_SERVICES_MEMBERS_APP_RECOGNISE_H_
#define MINGCE_SERVICES_MEMBERS_APP_RECOGNISE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/audit/entry.h"
#include "lib/kv/kv_store.h"
#include "lib/seal/key_ring.h"
#include "services/members/storage/member_store.h"

namespace mingce::members {

struct Recognised {
  // Who holds the number or, where nobody does, somebody else: whatever is asked of the holder is
  // asked of her as well, and passed over. Absent in an empty register only.
  std::optional<MemberRecord> record;
  bool number_known = false;
  bool name_matches = false;  // only where the number is known
  std::string unknown;        // the number's name in the audit log where nobody holds it
};

// `document` is the number's blind index, `match_key` of gb::PersonName::MatchKey(). As thread-safe
// as `reader`. DATA_LOSS for a row that cannot be read.
absl::StatusOr<Recognised> Recognise(const kv::Reader& reader, const seal::KeyRing& ring,
                                     const seal::Tag& document, absl::string_view match_key);

// Says in `entry` who was asked about: the holder and her union, whatever the caller is told; for a
// number that nobody holds the number's own name and no union, in as many bytes.
void NameSubject(const Recognised& recognised, audit::Entry* entry);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_RECOGNISE_H_
