// The fields that name a person, between their values and what is stored: sealed bytes bound to the
// organisation, and a keyed tag that tells "unchanged" without opening.
//
//   sealed  KeyRing::Seal(aad = the organisation's row key, storage.v1.ContactFields)
//   tag     KeyedTag("registry.contacts/v1", (text key, text value)* in the order of keys)
//
// These bytes are on disk: changing them needs a migration. Thread-safe.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_CONTACTS_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_CONTACTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/seal/key_ring.h"
#include "lib/seal/pii.h"
#include "services/registry/domain/organization.h"

namespace mingce::registry {

// Values by field key; no empty ones.
using ContactValues = seal::Pii<FieldValues>;

// Nothing is sealed where there are no values.
SealedContacts SealContacts(const seal::KeyRing& keys, const OrganizationId& id,
                            const ContactValues& values);

// DATA_LOSS where the bytes are not this organisation's.
absl::StatusOr<ContactValues> OpenContacts(const seal::KeyRing& keys, const OrganizationId& id,
                                           const SealedContacts& contacts);

// Puts `changes` (an empty value clears) over what `organization` has. Opens what is sealed only if
// `changes` is not all there is. Errors: those of OpenContacts.
absl::Status ChangeContacts(const seal::KeyRing& keys, const ContactValues& changes,
                            Organization* organization);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_CONTACTS_H_
