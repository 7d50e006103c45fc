#include "services/members/app/person.h"

#include "services/members/app/errors.h"

namespace mingce::members {

absl::StatusOr<gb::IdentityDocument> ParsePersonDocument(const PersonKey& person, gb::Date today) {
  const std::optional<gb::DocumentType> type = gb::DocumentTypeFromCode(person.id_type_code);
  if (!type.has_value()) return DocumentTypeUnknown();
  gb::Parsed<gb::IdentityDocument> document =
      gb::ParseDocument(*type, person.id_number, person.nationality, today);
  if (!document.ok()) return Unsound("id_number", document.findings.front());
  return *std::move(document.value);
}

}  // namespace mingce::members
