// Refusals that any command may give before it has found anything.

#ifndef MINGCE_CLI_RUN_ERRORS_H_
#define MINGCE_CLI_RUN_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

absl::Status UsageError(const Sentence& sentence);  // USAGE

// UNAVAILABLE, SERVICE_UNREACHABLE: no answer from the service until patience ran out. `detail` is
// what the transport said.
absl::Status ServiceUnreachable(absl::string_view title_zh, absl::string_view name,
                                absl::string_view address, absl::string_view detail);

// FAILED_PRECONDITION, SERVICE_CERTIFICATE_REFUSED: the service's certificate has expired, is of
// another authority or of another name.
absl::Status ServiceCertificateRefused(absl::string_view title_zh, absl::string_view name,
                                       absl::string_view address);

absl::Status ProfileMissing(absl::string_view path);                        // PROFILE_MISSING
absl::Status ProfileDamaged(absl::string_view path, const Sentence& what);  // PROFILE_DAMAGED

absl::Status BadDate(absl::string_view option);  // BAD_DATE
absl::Status BadTime(absl::string_view option);  // BAD_TIME
absl::Status CampaignRequired();                 // CAMPAIGN_REQUIRED: none given, not exactly one
absl::Status OrganizationUnknown();              // ORGANIZATION_UNKNOWN

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_ERRORS_H_
