// The stored first answers of mutations, which a repeated request id is answered with. Parts are
// spelled as in lib/kv/key_codec.h:
//
//   one row       the parts of its key, its value    (keys.h; contacts sealed, as in the row)
//   import        (u64 number, u64 outcome, text organisation id or "", u64 n, n × text Finding)*
//   form, list    the message as published
//
// Kept for as long as the ledger keeps request ids, so the grammar may change with a release.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/kv/key_codec.h"
#include "mingce/type/finding.pb.h"
#include "mingce/type/form.pb.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {

// What became of one row of an import.
struct RowResult {
  std::uint32_t number = 0;
  type::RowOutcome outcome = type::REJECTED;
  std::vector<type::Finding> findings;
  std::optional<OrganizationId> organization;  // of a row that was taken; absent: not made yet
};

// Of what has a row. DecodeAnswer: DATA_LOSS.
template <typename Answer>
std::string EncodeAnswer(const Answer& answer) {
  return KeyOf(answer).substr(TablePrefix(Table::kRequest).size()) + EncodeRow(answer);
}
template <typename Answer>
absl::StatusOr<Answer> DecodeAnswer(absl::string_view bytes) {
  const std::string table = TablePrefix(Table::kRequest);
  absl::string_view value = bytes;
  std::string id;
  std::uint64_t revision = 0;
  if (!kv::GetText(&value, &id)) return UnreadableRow(table);
  if (std::is_same_v<Answer, PlacedQuotaPlan> && !kv::GetU64(&value, &revision)) {
    return UnreadableRow(table);
  }
  const absl::string_view parts = bytes.substr(0, bytes.size() - value.size());
  return DecodeRow<Answer>(absl::StrCat(table, parts), value);
}

// Of what has none of its own.
std::string EncodeAnswer(const std::vector<RowResult>& results);
template <>
absl::StatusOr<std::vector<RowResult>> DecodeAnswer(absl::string_view bytes);
std::string EncodeAnswer(const type::Form& form);
template <>
absl::StatusOr<type::Form> DecodeAnswer(absl::string_view bytes);
std::string EncodeAnswer(const type::CodeList& list);
template <>
absl::StatusOr<type::CodeList> DecodeAnswer(absl::string_view bytes);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_ANSWERS_H_
