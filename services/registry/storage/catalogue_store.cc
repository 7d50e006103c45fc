#include "services/registry/storage/catalogue_store.h"

#include <cstdint>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "services/registry/storage/keys.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

template <typename Message>
absl::StatusOr<std::optional<Message>> Find(const kv::Reader& reader, const std::string& key,
                                            absl::string_view table) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(key));
  if (!row.has_value()) return std::nullopt;
  Message message;
  if (!message.ParseFromString(*row)) return UnreadableRow(table);
  return message;
}

}  // namespace

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id) {
  return Find<type::Form>(reader, FormKey(id), "form");
}

absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id) {
  return Find<type::CodeList>(reader, CodeListKey(id), "code list");
}

absl::StatusOr<std::optional<type::Form>> NewestOrganizationForm(const kv::Reader& reader) {
  std::string id;
  MINGCE_RETURN_IF_ERROR(reader.Scan(FormOrderPrefix(type::Form::ORGANIZATION),
                                     [&](absl::string_view, absl::string_view value) {
                                       id = std::string(value);
                                       return true;
                                     }));
  if (id.empty()) return std::nullopt;
  return FindForm(reader, id);
}

absl::StatusOr<std::optional<type::CodeList>> NewestCodeList(const kv::Reader& reader,
                                                             absl::string_view stem) {
  const std::string beginning = absl::StrCat(stem, "-");
  std::optional<std::uint64_t> newest;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(TablePrefix(Table::kCodeList), [&](absl::string_view key, absl::string_view) {
        const std::optional<std::string> id = TextIdOfKey(key);
        std::uint64_t version = 0;
        if (id.has_value() && absl::StartsWith(*id, beginning) &&
            absl::SimpleAtoi(absl::string_view(*id).substr(beginning.size()), &version) &&
            (!newest.has_value() || version > *newest)) {
          newest = version;
        }
        return true;
      }));
  if (!newest.has_value()) return std::nullopt;
  return FindCodeList(reader, absl::StrCat(beginning, *newest));
}

void PutForm(absl::string_view id, const type::Form& form, std::uint64_t sequence,
             ledger::Transaction* transaction) {
  transaction->Put(FormKey(id), form.SerializeAsString());
  transaction->Put(FormOrderKey(form.subject(), sequence), std::string(id));
}

void PutCodeList(absl::string_view id, const type::CodeList& list,
                 ledger::Transaction* transaction) {
  transaction->Put(CodeListKey(id), list.SerializeAsString());
}

}  // namespace mingce::registry
