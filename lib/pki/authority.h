// The certificate authority of one installation, and the certificates it gives out.
//
// Services, persons and partner systems prove who they are by mutual TLS. The identity is the URI
// in the certificate, spiffe://<trust domain>/<kind>/<id>, and nothing else; the common name is for
// people to read. The trust domain is chosen with the authority and stands in its certificate, as
// SPIFFE has it: spiffe://<trust domain>. Keys are EC P-256. Files are PEM:
//
//   <dir>/ca.crt.pem   the authority's certificate, which everybody gets
//   <dir>/ca.key.pem   its key, mode 0600, which never leaves the folder
//   <prefix>.crt.pem   a certificate, followed by the authority's
//   <prefix>.key.pem   its key, mode 0600
//   <dir>/issued/<id>.crt.pem   the newest certificate of each id, so that none is given out twice
//
// Errors have the domain "mingce.pki" and name paths and ids only.

#ifndef MINGCE_LIB_PKI_AUTHORITY_H_
#define MINGCE_LIB_PKI_AUTHORITY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/pki/identity.h"

namespace mingce::pki {

// Ten years: longer than a campaign and its records' first review, short enough to be renewed once.
inline constexpr int kAuthorityDays = 3652;

struct CertificateRequest {
  SubjectKind kind = SubjectKind::kPerson;
  std::string id;  // see IsSubjectId
  // Host names and addresses a service is reached by; services only, and at least one.
  std::vector<std::string> server_names;
  int days = 365;  // 1 to 825
  // Replaces the certificate that the id has, of the same kind; else the id must have none.
  bool renew = false;
};

// The trust domain of the authority in `dir`. Errors: PKI_MISSING, PKI_DAMAGED (its certificate
// names none).
absl::StatusOr<std::string> TrustDomainOf(const std::string& dir);

// Makes a new authority in `dir`, which is created with mode 0700 if need be. Never overwrites:
// PKI_EXISTS when there is one. Valid from five minutes before `now`, for clocks that differ a
// little. Errors: PKI_EXISTS, PKI_REQUEST_INVALID (not IsTrustDomain), PKI_FILE_NOT_WRITTEN.
absl::Status CreateAuthority(const std::string& dir, absl::Time now,
                             absl::string_view trust_domain = kDefaultTrustDomain);

// Issues a certificate by the authority in `dir` with a new key. An id has one certificate,
// whatever its kind. A renewal keeps the server names unless it has others, and leaves the pair
// that was there as <file>.old (pem_file.h, WritePair). One at a time in a folder, across
// processes. Errors: PKI_MISSING (no authority in `dir`), PKI_DAMAGED, PKI_REQUEST_INVALID,
// PKI_ID_TAKEN, PKI_NOT_ISSUED (nothing to renew), PKI_EXISTS (a file of something else),
// PKI_FILE_NOT_WRITTEN.
absl::Status IssueCertificate(const std::string& dir, const CertificateRequest& request,
                              const std::string& out_prefix, absl::Time now);

// The same for a key that stays with its owner: `csr` is their certificate request in PEM, of which
// nothing but the public key counts. Writes <prefix>.crt.pem only. Further errors: CSR_DAMAGED,
// CSR_KEY_UNFIT, CSR_NOT_SIGNED.
absl::Status SignRequest(const std::string& dir, absl::string_view csr,
                         const CertificateRequest& request, const std::string& out_prefix,
                         absl::Time now);

}  // namespace mingce::pki

#endif  // MINGCE_LIB_PKI_AUTHORITY_H_
