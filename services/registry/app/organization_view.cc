#include "services/registry/app/organization_view.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/gb/mask.h"
#include "services/registry/storage/contacts.h"

namespace mingce::registry {
namespace {

absl::string_view ValueOf(const FieldValues& values, const char* key) {
  const auto found = values.find(key);
  return found == values.end() ? absl::string_view() : absl::string_view(found->second);
}

}  // namespace

absl::StatusOr<OrganizationView> ViewOf(const seal::KeyRing& keys, Organization organization) {
  MINGCE_ASSIGN_OR_RETURN(const ContactValues contacts,
                          OpenContacts(keys, organization.id, organization.contacts));
  const FieldValues& values = contacts.Reveal();
  return OrganizationView{
      .organization = std::move(organization),
      .chair_name_masked = gb::MaskName(ValueOf(values, "chair_name")),
      .contact_name_masked = gb::MaskName(ValueOf(values, "contact_name")),
      .contact_phone_masked = gb::MaskMobile(ValueOf(values, "contact_phone")),
  };
}

std::string EtagOf(const Organization& organization) {
  return absl::StrCat("r", organization.revision);
}

}  // namespace mingce::registry
