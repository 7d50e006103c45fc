// Making and reading X.509 certificates with OpenSSL. Failures of OpenSSL itself (no memory, no
// entropy) abort: there is nothing a caller could do.

#ifndef MINGCE_CLI_PKI_X509_H_
#define MINGCE_CLI_PKI_X509_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace mingce::cli::pki {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeKey>;
using CertificatePtr = std::unique_ptr<X509, FreeCertificate>;

// What a certificate says. Extensions are OpenSSL's names and values, in this order.
struct CertificateText {
  std::string common_name;
  absl::Time not_before;
  absl::Time not_after;
  std::vector<std::pair<int, std::string>> extensions;  // NID, value
};

// A new P-256 key.
KeyPtr NewKey();

// A certificate for `key` signed with `issuer_key`; `issuer` is null for a self-signed one. The
// serial number is 159 random bits.
CertificatePtr Sign(const CertificateText& text, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key);

std::string CertificateToPem(X509* certificate);
std::string KeyToPem(EVP_PKEY* key);  // PKCS #8, not encrypted

// Null when `pem` holds no such thing.
CertificatePtr CertificateFromPem(absl::string_view pem);
KeyPtr KeyFromPem(absl::string_view pem);

}  // namespace mingce::cli::pki

#endif  // MINGCE_CLI_PKI_X509_H_
