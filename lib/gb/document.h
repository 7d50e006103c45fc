// Identity documents of all the types a member form offers, each with the key under which a person
// is held once.
//
// A key is a key space, a colon and the canonical number, and is the same for every document that
// carries the same number of the same person:
//
//   CN:<18 characters>                citizen number: types 01, 02, 07 and 12 share it
//   PASSPORT:<ISO 3166 alpha-3>:<…>   03 (always CHN) and 04
//   HMT05:<first 9>   TW06:<first 8>  the part that stays through renewals
//   PR08:<…>  OFFICER09:<…>  SOLDIER10:<…>  POLICE11:<…>  OTHER99:<…>   the whole number
//
// Keys are stored: the grammar never changes. Source: domain reference 6.4.

#ifndef MINGCE_LIB_GB_DOCUMENT_H_
#define MINGCE_LIB_GB_DOCUMENT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/date.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// Numbered as the codes of the list id_type.
enum class DocumentType {
  kCitizenCard = 1,
  kTemporaryCitizenCard = 2,
  kChinesePassport = 3,
  kForeignPassport = 4,
  kHongKongMacaoPermit = 5,
  kTaiwanPermit = 6,
  kResidencePermit = 7,
  kPermanentResidence = 8,
  kOfficerCard = 9,
  kSoldierCard = 10,
  kPoliceCard = 11,
  kHouseholdRegister = 12,
  kOther = 99,
};

// "01" to "12" and "99", exactly.
std::optional<DocumentType> DocumentTypeFromCode(absl::string_view code);
std::string DocumentTypeCode(DocumentType type);

struct IdentityDocument {
  DocumentType type;
  std::string number;  // canonical, as stored
  std::string key;
  std::optional<Date> birth;  // where the number tells it
  std::optional<Sex> sex;

  friend bool operator==(const IdentityDocument&, const IdentityDocument&) = default;
};

// `nationality` counts for type 04 only and may be empty elsewhere.
// Findings: those of ParseCitizenNumber, ParseNationality and the travel permits; errors
// FIELD_MISSING, NOT_UTF8, ID_SPREADSHEET_DAMAGED, PASSPORT_SHAPE, RESIDENCE_PERMIT_PREFIX,
// PERMANENT_RESIDENCE_SHAPE, MILITARY_SHAPE, POLICE_SHAPE, DOCUMENT_CHARACTER, DOCUMENT_LENGTH,
// DOCUMENT_TYPE (a type that does not exist); warning PASSPORT_CHINESE (type 04 with CHN).
Parsed<IdentityDocument> ParseDocument(DocumentType type, absl::string_view text,
                                       absl::string_view nationality, Date today);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_DOCUMENT_H_
