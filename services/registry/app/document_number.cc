#include "services/registry/app/document_number.h"

#include "absl/strings/str_cat.h"
#include "lib/gb/finding.h"
#include "lib/gb/text.h"
#include "services/registry/app/errors.h"

namespace mingce::registry {

absl::StatusOr<std::string> DocumentNumber(absl::string_view field, absl::string_view text) {
  const std::string number(gb::TrimBlanks(text));
  if (number.empty()) return FieldMissing(field);
  if (!gb::IsUtf8(number)) {
    return FieldRefused(field, gb::kNotUtf8.reason, gb::kNotUtf8.zh, gb::kNotUtf8.en);
  }
  if (gb::CodePointCount(number) > kMaxDocumentCharacters) {
    return FieldRefused(field, "TOO_LONG", "文号最多100个字",
                        absl::StrCat(field, " has more than 100 characters"));
  }
  return number;
}

}  // namespace mingce::registry
