// What a caller adds in his own words to a question. The audit log is never changed, so what people
// type stands in it sealed, bound to who asked and for which case; beside it stand codes only.

#ifndef MINGCE_SERVICES_MEMBERS_APP_NOTE_H_
#define MINGCE_SERVICES_MEMBERS_APP_NOTE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/audit/entry.h"
#include "lib/seal/key_ring.h"
#include "lib/seal/pii.h"

namespace mingce::members {

inline constexpr std::size_t kMostNote = 100;  // code points: sealed it fits into an entry's field

// Seals `note` into the purpose of `entry`, behind what stands there; actor and case_ref_tag have
// to be there already. Nothing for an empty note.
void AddNote(const seal::KeyRing& ring, absl::string_view note, audit::Entry* entry);

// The note in `entry`; "" where there is none. DATA_LOSS where it is not the one that was sealed
// for this actor and case.
absl::StatusOr<seal::Pii<std::string>> NoteIn(const seal::KeyRing& ring, const audit::Entry& entry);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_NOTE_H_
