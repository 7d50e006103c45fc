// What members keeps of the registry, as rows: organisations, forms, code lists, campaigns, and how
// far the registry's feed has been applied.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_MIRROR_STORE_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_MIRROR_STORE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "lib/gb/code_list.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/transaction.h"
#include "mingce/type/feed.pb.h"
#include "mingce/type/form.pb.h"
#include "services/members/domain/membership.h"

namespace mingce::members {

absl::StatusOr<std::optional<Organization>> FindOrganization(const kv::Reader& reader,
                                                             const OrganizationId& id);
// `code`: a union's or a unit's, canonical.
absl::StatusOr<std::optional<Organization>> FindOrganizationByCode(const kv::Reader& reader,
                                                                   absl::string_view code);
absl::Status ScanOrganizations(const kv::Reader& reader,
                               absl::FunctionRef<bool(const Organization&)> visit);
// Writes the row and its codes' index entries, and takes away those of codes it had before.
absl::Status PutOrganization(const Organization& organization, ledger::Transaction* transaction);

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id);
void PutForm(const type::Form& form, ledger::Transaction* transaction);

absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id);
// The newest version of the list `stem` ("benefit" finds "benefit-2" before "benefit-1").
absl::StatusOr<std::optional<type::CodeList>> FindNewestCodeList(const kv::Reader& reader,
                                                                 absl::string_view stem);
void PutCodeList(const type::CodeList& list, ledger::Transaction* transaction);

// The campaign's member form; nullopt when there is no such campaign.
absl::StatusOr<std::optional<std::string>> FindCampaignForm(const kv::Reader& reader,
                                                            absl::string_view campaign);
void PutCampaign(absl::string_view campaign, absl::string_view member_form,
                 ledger::Transaction* transaction);

// Empty before the first event.
absl::StatusOr<type::Cursor> FindFeedCursor(const kv::Reader& reader, absl::string_view feed);
void PutFeedCursor(absl::string_view feed, const type::Cursor& cursor,
                   ledger::Transaction* transaction);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_MIRROR_STORE_H_
