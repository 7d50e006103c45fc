#include "services/registry/storage/contacts.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"
#include "mingce/registry/storage/v1/rows.pb.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

// Bound to the organisation, or equal contacts of two would show.
std::string TagOf(const seal::KeyRing& keys, const OrganizationId& id, const FieldValues& values) {
  if (values.empty()) return "";
  std::string text;
  for (const auto& [key, value] : values) {
    kv::PutText(&text, key);
    kv::PutText(&text, value);
  }
  const seal::Tag tag = keys.KeyedTag("registry.contacts/v2", {id.text(), text});
  return std::string(reinterpret_cast<const char*>(tag.data()), tag.size());
}

}  // namespace

SealedContacts SealContacts(const seal::KeyRing& keys, const OrganizationId& id,
                            const ContactValues& values) {
  if (values.Reveal().empty()) return {};
  storage::v1::ContactFields fields;
  fields.mutable_fields()->insert(values.Reveal().begin(), values.Reveal().end());
  return {.sealed = keys.Seal(OrganizationKey(id), fields.SerializeAsString()),
          .tag = TagOf(keys, id, values.Reveal())};
}

absl::StatusOr<ContactValues> OpenContacts(const seal::KeyRing& keys, const OrganizationId& id,
                                           const SealedContacts& contacts) {
  if (contacts.sealed.empty()) return ContactValues();
  MINGCE_ASSIGN_OR_RETURN(const std::string opened,
                          keys.Open(OrganizationKey(id), contacts.sealed));
  storage::v1::ContactFields fields;
  if (!fields.ParseFromString(opened)) return UnreadableRow(OrganizationKey(id));
  return ContactValues(FieldValues(fields.fields().begin(), fields.fields().end()));
}

absl::Status ChangeContacts(const seal::KeyRing& keys, const ContactValues& changes,
                            Organization* organization) {
  if (changes.Reveal().empty()) return absl::OkStatus();
  FieldValues given;
  for (const auto& [key, value] : changes.Reveal()) {
    if (!value.empty()) given[key] = value;
  }
  if (TagOf(keys, organization->id, given) == organization->contacts.tag) return absl::OkStatus();
  MINGCE_ASSIGN_OR_RETURN(ContactValues known,
                          OpenContacts(keys, organization->id, organization->contacts));
  FieldValues merged = std::move(known).Reveal();
  for (const auto& [key, value] : changes.Reveal()) {
    if (value.empty()) {
      merged.erase(key);
    } else {
      merged[key] = value;
    }
  }
  if (TagOf(keys, organization->id, merged) == organization->contacts.tag) return absl::OkStatus();
  organization->contacts = SealContacts(keys, organization->id, ContactValues(std::move(merged)));
  return absl::OkStatus();
}

}  // namespace mingce::registry
