// Campaigns with the revisions of their quota plans, forms and code lists, as rows. Forms and code
// lists are stored as the messages they were published as, and a version never changes.
//
// Errors of all reads: DATA_LOSS where a row is not readable, and those of the reader.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/history/timeline.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "mingce/type/form.pb.h"
#include "services/registry/domain/campaign.h"

namespace mingce::registry {

absl::StatusOr<std::optional<Campaign>> FindCampaign(const kv::Reader& reader,
                                                     absl::string_view id);
// In the order of their ids.
absl::StatusOr<std::vector<Campaign>> AllCampaigns(const kv::Reader& reader);

absl::StatusOr<std::optional<PlacedQuotaPlan>> FindQuotaPlan(const kv::Reader& reader,
                                                             absl::string_view campaign,
                                                             std::int64_t revision);
// All revisions of a campaign's plan, by the day they hold from; empty where none was set.
absl::StatusOr<history::Timeline<QuotaPlan>> QuotaPlansOf(const kv::Reader& reader,
                                                          const Campaign& campaign);

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id);
// The organisation form that was published last.
absl::StatusOr<std::optional<type::Form>> NewestOrganizationForm(const kv::Reader& reader);
// `sequence` is its event's, and orders the forms.
void PutForm(absl::string_view id, const type::Form& form, std::uint64_t sequence,
             ledger::Transaction* transaction);

absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id);
// Of the lists `<stem>-<version>`, the one with the greatest version.
absl::StatusOr<std::optional<type::CodeList>> NewestCodeList(const kv::Reader& reader,
                                                             absl::string_view stem);
void PutCodeList(absl::string_view id, const type::CodeList& list,
                 ledger::Transaction* transaction);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_CATALOGUE_STORE_H_
