// A service's own certificate over time: sound at the start, and its end announced before it comes.

#ifndef MINGCE_LIB_PROCESS_CERTIFICATE_WATCH_H_
#define MINGCE_LIB_PROCESS_CERTIFICATE_WATCH_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/tls.h"

namespace mingce::process {

// So long before the end the log begins to warn; the alert of deploy/prometheus says the same.
inline constexpr absl::Duration kCertificateWarning = absl::Hours(24 * 14);

// Not thread-safe: one thread calls Tick.
class CertificateWatch {
 public:
  // Errors: those of rpc::CheckTls for a service. They are of the start: a certificate that expires
  // later ends no running service, whose open connections are good until they age.
  static absl::StatusOr<CertificateWatch> Start(const rpc::TlsFiles& files, absl::Time now);

  // mingce_<service>_certificate_expiry_timestamp_seconds{certificate="own"|"authority"}, in Unix
  // time.
  void AddReadings(rpc::Metrics* metrics) const;

  // Warns in the log once a day when the certificate or its authority ends within 14 days, or has.
  void Tick(absl::Time now);

 private:
  CertificateWatch(rpc::TlsFiles files, rpc::TlsExpiry expiry);

  rpc::TlsFiles files_;
  rpc::TlsExpiry expiry_;
  absl::Time warned_ = absl::InfinitePast();
};

}  // namespace mingce::process

#endif  // MINGCE_LIB_PROCESS_CERTIFICATE_WATCH_H_
