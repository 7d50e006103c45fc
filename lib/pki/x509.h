// Making and reading X.509 certificates with OpenSSL. Failures of OpenSSL itself (no memory, no
// entropy) abort: there is nothing a caller could do.

#ifndef MINGCE_LIB_PKI_X509_H_
#define MINGCE_LIB_PKI_X509_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace mingce::pki {

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
std::vector<CertificatePtr> CertificatesFromPem(absl::string_view pem);  // all of them, in order
KeyPtr KeyFromPem(absl::string_view pem);

// The alternative names in a certificate, in its order: "URI:…", "DNS:…", "IP:127.0.0.1".
std::vector<std::string> AlternativeNamesOf(const X509* certificate);

// Whether `certificate` is signed with the key of `issuer`.
bool IsSignedBy(X509* certificate, X509* issuer);

// A certificate request (PKCS #10): its public key, and whether its signature was made with it.
struct SigningRequest {
  KeyPtr key;
  bool signed_with_key;
};
std::optional<SigningRequest> RequestFromPem(absl::string_view pem);

// Whether TLS takes keys of this kind, and this one has the strength of P-256 or RSA with 2,048
// bits. More than 8,192 bits of RSA only cost time.
bool IsFitForTls(const EVP_PKEY* key);

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_X509_H_
