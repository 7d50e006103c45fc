#include "lib/process/certificate_watch.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"
#include "lib/base/status_macros.h"

namespace mingce::process {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

// Whether it warned.
bool WarnOf(const std::string& file, absl::Time end, absl::Time now) {
  if (now < end - kCertificateWarning) return false;
  const std::string until = absl::FormatTime(absl::RFC3339_sec, end, absl::UTCTimeZone());
  if (now > end) {
    Log(LogLevel::kError, "certificate expired, no connection can be made",
        {{"file", file}, {"until", until}});
  } else {
    Log(LogLevel::kWarning, "certificate expires soon, renew it and restart",
        {{"file", file}, {"until", until}, {"days_left", absl::StrCat((end - now) / kDay)}});
  }
  return true;
}

}  // namespace

CertificateWatch::CertificateWatch(rpc::TlsFiles files, rpc::TlsExpiry expiry)
    : files_(std::move(files)), expiry_(expiry) {}

absl::StatusOr<CertificateWatch> CertificateWatch::Start(const rpc::TlsFiles& files,
                                                         absl::Time now) {
  MINGCE_ASSIGN_OR_RETURN(const rpc::TlsExpiry expiry, rpc::CheckTls(files, pki::Use::kServe, now));
  return CertificateWatch(files, expiry);
}

void CertificateWatch::AddReadings(rpc::Metrics* metrics) const {
  const auto add = [metrics](const char* label, absl::Time end) {
    metrics->AddReading("certificate_expiry_timestamp_seconds",
                        "End of the certificate this service runs with, and of its authority",
                        label, [end] { return static_cast<double>(absl::ToUnixSeconds(end)); });
  };
  add("certificate=own", expiry_.certificate);
  add("certificate=authority", expiry_.authority);
}

void CertificateWatch::Tick(absl::Time now) {
  if (now - warned_ < kDay) return;
  const bool certificate = WarnOf(files_.certificate, expiry_.certificate, now);
  const bool authority = WarnOf(files_.ca, expiry_.authority, now);
  if (certificate || authority) warned_ = now;
}

}  // namespace mingce::process
