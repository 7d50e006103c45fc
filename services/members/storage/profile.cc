#include "services/members/storage/profile.h"

#include "absl/strings/str_cat.h"
#include "lib/base/resource_name.h"
#include "lib/base/status_macros.h"
#include "mingce/members/storage/v1/rows.pb.h"

namespace mingce::members {
namespace {

// Service, table, field, schema and row: a sealed profile opens nowhere else.
std::string AssociatedData(absl::string_view document) {
  return absl::StrCat("members/0x10/profile/1/", document);
}

std::string Encode(const Values& fields) {
  storage::v1::Profile profile;
  profile.mutable_fields()->insert(fields.begin(), fields.end());
  return profile.SerializeAsString();
}

}  // namespace

seal::Tag DocumentIndex(const seal::KeyRing& ring, absl::string_view key) {
  return ring.BlindIndex("document/v1", key);
}

seal::Tag NameTag(const seal::KeyRing& ring, const seal::Tag& document,
                  absl::string_view match_key) {
  return ring.KeyedTag("name/v1", {seal::AsView(document), match_key});
}

std::string UnknownNumber(const seal::KeyRing& ring, const seal::Tag& document) {
  const seal::Tag tag = ring.KeyedTag("unknown-number/v1", {seal::AsView(document)});
  return MakeResourceName("numbers", seal::ToHex(tag).substr(0, kOpaqueIdLength));
}

std::string SealProfile(const seal::KeyRing& ring, const seal::Tag& document,
                        const Values& fields) {
  return ring.Seal(AssociatedData(seal::AsView(document)), Encode(fields));
}

absl::StatusOr<seal::Pii<Values>> OpenProfile(const seal::KeyRing& ring, absl::string_view document,
                                              absl::string_view sealed) {
  MINGCE_ASSIGN_OR_RETURN(const std::string bytes, ring.Open(AssociatedData(document), sealed));
  storage::v1::Profile profile;
  if (!profile.ParseFromString(bytes)) return absl::DataLossError("a profile is not readable");
  return seal::Pii<Values>(Values(profile.fields().begin(), profile.fields().end()));
}

}  // namespace mingce::members
