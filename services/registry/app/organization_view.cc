#include "services/registry/app/organization_view.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/gb/mask.h"
#include "mingce/policy/v1/policy.pb.h"
#include "services/registry/storage/contacts.h"
#include "services/registry/storage/row_codec.h"

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

absl::StatusOr<OrganizationView> ViewFor(const access::Access& access, const seal::KeyRing& keys,
                                         Organization organization) {
  if (access.May(policy::v1::ORGANIZATION_WRITE, organization.id.text())) {
    return ViewOf(keys, std::move(organization));
  }
  return OrganizationView{.organization = std::move(organization),
                          .chair_name_masked = {},
                          .contact_name_masked = {},
                          .contact_phone_masked = {}};
}

absl::StatusOr<OrganizationView> ViewOn(const Register& parts, const access::Access& access,
                                        absl::string_view id, const Moment& moment) {
  const std::optional<OrganizationId> known = OrganizationId::FromText(id);
  if (!known.has_value()) return UnreadableRow(TablePrefix(Table::kVersion));
  MINGCE_ASSIGN_OR_RETURN(std::optional<Organization> found,
                          VersionOn(*parts.store, *known, moment));
  if (!found.has_value()) return UnreadableRow(VersionPrefix(*known));
  return ViewFor(access, *parts.keys, *std::move(found));
}

std::string EtagOf(const Organization& organization) {
  return absl::StrCat("r", organization.revision);
}

}  // namespace mingce::registry
