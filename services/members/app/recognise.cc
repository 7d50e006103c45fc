#include "services/members/app/recognise.h"

#include <utility>

#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "lib/seal/equal_secrets.h"
#include "services/members/storage/profile.h"

namespace mingce::members {
namespace {

// In place of a union's name: no id, and as long as one.
std::string NoOrganization() {
  return MakeResourceName(kOrganizations, std::string(kOpaqueIdLength, '-'));
}

}  // namespace

absl::StatusOr<Recognised> Recognise(const kv::Reader& reader, const seal::KeyRing& ring,
                                     const seal::Tag& document, absl::string_view match_key) {
  Recognised recognised;
  MINGCE_ASSIGN_OR_RETURN(recognised.record, FindMemberAtOrAfter(reader, document));
  const seal::Tag name = NameTag(ring, document, match_key);
  recognised.unknown = UnknownNumber(ring, document);
  if (!recognised.record.has_value()) return recognised;
  const MemberRecord& record = *recognised.record;
  const bool same_number = seal::EqualSecrets(record.document_index, seal::AsView(document));
  const bool same_name = seal::EqualSecrets(record.name_tag, seal::AsView(name));
  recognised.number_known = same_number;
  recognised.name_matches = same_number & same_name;  // both, not the second after the first
  return recognised;
}

void NameSubject(const Recognised& recognised, audit::Entry* entry) {
  std::string subject = recognised.unknown;
  std::string organization = NoOrganization();
  if (recognised.record.has_value()) {
    std::string holder = recognised.record->id.ResourceName();
    std::string union_name = recognised.record->organization.ResourceName();
    if (recognised.number_known) {
      subject.swap(holder);
      organization.swap(union_name);
    }
  }
  entry->subject = std::move(subject);
  entry->organization = std::move(organization);
}

}  // namespace mingce::members
