// A member's profile, the values of a row, between its fields and its sealed bytes, and the keyed
// tags that let the register find a document's holder and compare a name without opening.
//
// A name's tag is bound to the document's blind index, so that equal names of two people have
// unlike tags: whoever steals the store cannot even count the 张三s.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_PROFILE_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_PROFILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/seal/digest.h"
#include "lib/seal/key_ring.h"
#include "lib/seal/pii.h"
#include "services/members/domain/overlay.h"

namespace mingce::members {

// Where a document's holder is found. `key` is gb::IdentityDocument::key.
seal::Tag DocumentIndex(const seal::KeyRing& ring, absl::string_view key);

// `match_key` is gb::PersonName::MatchKey().
seal::Tag NameTag(const seal::KeyRing& ring, const seal::Tag& document,
                  absl::string_view match_key);

// What the audit log calls a number that nobody holds, "numbers/" and 26 characters: as long as a
// member's name, the same for the same number, and not to be undone without the key.
std::string UnknownNumber(const seal::KeyRing& ring, const seal::Tag& document);

std::string SealProfile(const seal::KeyRing& ring, const seal::Tag& document, const Values& fields);

// DATA_LOSS when the bytes are not those sealed for this document.
absl::StatusOr<seal::Pii<Values>> OpenProfile(const seal::KeyRing& ring, absl::string_view document,
                                              absl::string_view sealed);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_PROFILE_H_
