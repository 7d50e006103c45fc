// Published forms and code lists, as the messages they were published as. A version never changes.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "mingce/type/form.pb.h"

namespace mingce::registry {

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id);
absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id);

// The organisation form that was published last.
absl::StatusOr<std::optional<type::Form>> NewestOrganizationForm(const kv::Reader& reader);

// Of the lists `<stem>-<version>`, the one with the greatest version.
absl::StatusOr<std::optional<type::CodeList>> NewestCodeList(const kv::Reader& reader,
                                                             absl::string_view stem);

// Stage a version; `sequence` is its event's, and orders the forms.
void PutForm(absl::string_view id, const type::Form& form, std::uint64_t sequence,
             ledger::Transaction* transaction);
void PutCodeList(absl::string_view id, const type::CodeList& list,
                 ledger::Transaction* transaction);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_
