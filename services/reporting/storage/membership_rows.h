// The rows of memberships, between bytes and domain types. Encoding is deterministic: equal values
// give equal bytes, so two stores built from the same events are equal byte for byte.
//
// A version's member, day and revision stand in its key. What is no such row is DATA_LOSS.

#ifndef MINGCE_SERVICES_REPORTING_STORAGE_MEMBERSHIP_ROWS_H_
#define MINGCE_SERVICES_REPORTING_STORAGE_MEMBERSHIP_ROWS_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/kv/kv_store.h"
#include "services/reporting/domain/event.h"

namespace mingce::reporting {

std::string EncodeMembership(const MembershipVersion& version);
absl::StatusOr<MembershipVersion> DecodeMembership(absl::string_view key, absl::string_view bytes);

// Every row whose key begins with `prefix`, by member, then by day and revision.
absl::Status ScanMemberships(const kv::Reader& reader, absl::string_view prefix,
                             absl::FunctionRef<void(const MembershipVersion&)> visit);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_STORAGE_MEMBERSHIP_ROWS_H_
