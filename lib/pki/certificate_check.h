// Whether a certificate, its key and an authority fit each other, and how long they are good.
// Everything is PEM text; what the files may hold besides (a chain, several authorities) is allowed.

#ifndef MINGCE_LIB_PKI_CERTIFICATE_CHECK_H_
#define MINGCE_LIB_PKI_CERTIFICATE_CHECK_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace mingce::pki {

// What a certificate is shown for: by a service both ways, by a person or partner only to call.
enum class Use { kServe, kCall };

enum class PairFault {
  kNone,
  kAuthorityDamaged,
  kCertificateDamaged,
  kKeyDamaged,
  kKeyOfAnother,    // the key is not that of the certificate
  kNotOfAuthority,  // no authority of `ca` has signed it, itself or by the chain beside it
  kNotForThatUse,   // such as a person's certificate for a service
};

// From `begin` to `end`, both included, to the second.
struct Validity {
  absl::Time begin = absl::InfinitePast();
  absl::Time end = absl::InfiniteFuture();
};

struct PairCheck {
  PairFault fault = PairFault::kNone;
  // Without a fault: of the certificate and the chain beside it, and of the authority above them.
  Validity certificate;
  Validity authority;
};

// Says nothing about the time it is: a caller compares the validities with its clock.
PairCheck CheckPair(absl::string_view ca, absl::string_view certificate, absl::string_view key,
                    Use use);

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_CERTIFICATE_CHECK_H_
