// The values of reporting's store, between bytes and domain types. Encoding is deterministic: equal
// values give equal bytes, so two stores built from the same events are equal byte for byte.
//
// Every Decode gives DATA_LOSS for bytes that are no such value.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/ledger/ledger.h"
#include "services/reporting/domain/campaign.h"
#include "services/reporting/domain/counts.h"
#include "services/reporting/domain/membership.h"
#include "services/reporting/domain/organization.h"

namespace mingce::reporting {

std::string EncodeCursor(const ledger::Cursor& cursor);
absl::StatusOr<ledger::Cursor> DecodeCursor(absl::string_view bytes);

std::string EncodeOrganization(const Organization& organization);
absl::StatusOr<Organization> DecodeOrganization(absl::string_view bytes);

std::string EncodeMembership(const Membership& membership);
absl::StatusOr<Membership> DecodeMembership(absl::string_view bytes);

std::string EncodeCounts(const Counts& counts);
absl::StatusOr<Counts> DecodeCounts(absl::string_view bytes);

std::string EncodeCampaign(const Campaign& campaign);
absl::StatusOr<Campaign> DecodeCampaign(absl::string_view bytes);

std::string EncodeQuotaPlan(const QuotaPlan& plan);
absl::StatusOr<QuotaPlan> DecodeQuotaPlan(absl::string_view bytes);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_ROWS_H_
