// Every refusal of this room. Domain "mingce.pki". Messages name paths, ids and identities only.

#ifndef MINGCE_LIB_PKI_ERRORS_H_
#define MINGCE_LIB_PKI_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::pki {

absl::Status PkiExists(absl::string_view path);   // PKI_EXISTS: not overwritten
absl::Status PkiMissing(absl::string_view path);  // PKI_MISSING: no authority there
absl::Status PkiDamaged(absl::string_view path);  // PKI_DAMAGED
absl::Status PkiRequestInvalid(absl::string_view zh, absl::string_view en);  // PKI_REQUEST_INVALID
absl::Status PkiFileNotWritten(absl::string_view path, int errno_value);     // PKI_FILE_NOT_WRITTEN

// PKI_ID_TAKEN: `id` has a certificate already, that of `identity`.
absl::Status PkiIdTaken(absl::string_view id, absl::string_view identity);
absl::Status PkiNotIssued(absl::string_view id);  // PKI_NOT_ISSUED: nothing to renew

absl::Status CsrDamaged();    // CSR_DAMAGED: no certificate request in PEM
absl::Status CsrNotSigned();  // CSR_NOT_SIGNED: whoever made it need not have the key
absl::Status CsrKeyUnfit();   // CSR_KEY_UNFIT: too weak, or of a kind that TLS does not take

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_ERRORS_H_
