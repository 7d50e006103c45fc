// The values of reporting's store, between bytes and domain types. Encoding is deterministic: equal
// values give equal bytes, so two stores built from the same events are equal byte for byte.
//
// A version's id, day and revision stand in its key. Every Decode gives DATA_LOSS for bytes that are
// no such row.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

std::string EncodeCursor(const ledger::Cursor& cursor);
absl::StatusOr<ledger::Cursor> DecodeCursor(absl::string_view bytes);

std::string EncodeCampaign(const Campaign& campaign);
absl::StatusOr<Campaign> DecodeCampaign(absl::string_view bytes);

std::string EncodeOrganization(const OrganizationVersion& version);
absl::StatusOr<OrganizationVersion> DecodeOrganization(absl::string_view key,
                                                       absl::string_view bytes);

std::string EncodeMembership(const MembershipVersion& version);
absl::StatusOr<MembershipVersion> DecodeMembership(absl::string_view key, absl::string_view bytes);

std::string EncodeQuotaPlan(const QuotaPlanSet& set);
absl::StatusOr<QuotaPlanSet> DecodeQuotaPlan(absl::string_view key, absl::string_view bytes);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_
