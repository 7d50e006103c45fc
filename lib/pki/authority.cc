#include "lib/pki/authority.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "lib/base/status_macros.h"
#include "lib/pki/errors.h"
#include "lib/pki/pem_file.h"
#include "lib/pki/x509.h"

namespace mingce::pki {
namespace {

constexpr absl::Duration kClockSlack = absl::Minutes(5);
constexpr int kMaxDays = 825;  // two years and a quarter, the usual bound for leaf certificates

bool IsAddress(const std::string& name) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, name.c_str(), bytes) == 1 ||
         inet_pton(AF_INET6, name.c_str(), bytes) == 1;
}

// Letters, digits, '-' and '.' only: the value goes into a list that commas separate.
bool IsHostName(absl::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  for (const char c : name) {
    if (!absl::ascii_isalnum(c) && c != '-' && c != '.') return false;
  }
  return true;
}

absl::Status CheckId(absl::string_view id) {
  if (IsSubjectId(id)) return absl::OkStatus();
  return PkiRequestInvalid("证书编号应为1至63个小写字母、数字或 - . _，以字母或数字开头",
                           "the id must be 1 to 63 of a-z, 0-9, '-', '.', '_'");
}

absl::Status CheckRequest(const CertificateRequest& request) {
  if (request.days < 1 || request.days > kMaxDays) {
    return PkiRequestInvalid("证书有效期应为1至825天", "a certificate is valid for 1 to 825 days");
  }
  const bool service = request.kind == SubjectKind::kService;
  if (service == request.server_names.empty()) {
    return PkiRequestInvalid("服务证书必须有服务器名称，个人和外部系统证书不能有",
                             "a service needs server names; persons and partners have none");
  }
  for (const std::string& name : request.server_names) {
    if (!IsAddress(name) && !IsHostName(name)) {
      return PkiRequestInvalid("服务器名称应为主机名或IP地址",
                               "a server name must be a host name or an IP address");
    }
  }
  return absl::OkStatus();
}

std::string AlternativeNames(const std::string& identity, const CertificateRequest& request) {
  std::vector<std::string> names = {absl::StrCat("URI:", identity)};
  for (const std::string& name : request.server_names) {
    names.push_back(absl::StrCat(IsAddress(name) ? "IP:" : "DNS:", name));
  }
  return absl::StrJoin(names, ",");
}

void Forget(std::string* secret) { OPENSSL_cleanse(secret->data(), secret->size()); }

struct Issuer {
  std::string pem;
  CertificatePtr certificate;
  std::string trust_domain;
  KeyPtr key;  // null where only the certificate was read

  std::string IdentityOf(const CertificateRequest& request) const {
    return SpiffeId(trust_domain, request.kind, request.id);
  }
};

absl::StatusOr<Issuer> ReadIssuerCertificate(const std::string& dir) {
  const std::string path = absl::StrCat(dir, "/ca.crt.pem");
  Issuer issuer;
  MINGCE_ASSIGN_OR_RETURN(issuer.pem, ReadPem(path));
  issuer.certificate = CertificateFromPem(issuer.pem);
  if (issuer.certificate == nullptr) return PkiDamaged(path);
  std::optional<std::string> domain = TrustDomainIn(AlternativeNamesOf(issuer.certificate.get()));
  if (!domain.has_value()) return PkiDamaged(path);
  issuer.trust_domain = *std::move(domain);
  return issuer;
}

absl::StatusOr<Issuer> ReadIssuer(const std::string& dir) {
  const std::string key_path = absl::StrCat(dir, "/ca.key.pem");
  MINGCE_ASSIGN_OR_RETURN(Issuer issuer, ReadIssuerCertificate(dir));
  MINGCE_ASSIGN_OR_RETURN(std::string key_pem, ReadPem(key_path));
  issuer.key = KeyFromPem(key_pem);
  Forget(&key_pem);
  if (issuer.key == nullptr ||
      X509_check_private_key(issuer.certificate.get(), issuer.key.get()) != 1) {
    return PkiDamaged(key_path);
  }
  return issuer;
}

// The alternative names of the certificate at `path`; none where there is none of `issuer`.
absl::StatusOr<std::vector<std::string>> NamesAt(const std::string& path, const Issuer& issuer) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) return std::vector<std::string>();
  MINGCE_ASSIGN_OR_RETURN(const std::string pem, ReadPem(path));
  const CertificatePtr certificate = CertificateFromPem(pem);
  if (certificate == nullptr || !IsSignedBy(certificate.get(), issuer.certificate.get())) {
    return std::vector<std::string>();
  }
  return AlternativeNamesOf(certificate.get());
}

// The certificate that each id has, without its key, so that no id is given out twice.
std::string RegisterPath(const std::string& dir, absl::string_view id) {
  return absl::StrCat(dir, "/issued/", id, ".crt.pem");
}

bool IsTheIdentity(const std::vector<std::string>& names, absl::string_view identity) {
  return !names.empty() && names[0] == absl::StrCat("URI:", identity);
}

// Whether `request` may be granted, with the server names of the certificate it renews where it has
// none of its own.
absl::StatusOr<CertificateRequest> CheckAgainstIssued(const std::string& dir, const Issuer& issuer,
                                                      CertificateRequest request,
                                                      const std::string& out_prefix) {
  const std::string identity = issuer.IdentityOf(request);
  const std::string certificate_path = absl::StrCat(out_prefix, ".crt.pem");
  MINGCE_ASSIGN_OR_RETURN(std::vector<std::string> names,
                          NamesAt(RegisterPath(dir, request.id), issuer));
  MINGCE_ASSIGN_OR_RETURN(const std::vector<std::string> names_there,
                          NamesAt(certificate_path, issuer));
  if (!request.renew) {
    if (!names.empty()) return PkiIdTaken(request.id, absl::StripPrefix(names[0], "URI:"));
    return request;
  }
  // Of before there was a register: what stands where the new one is to stand.
  const bool registered = !names.empty();
  if (!registered) names = names_there;
  const absl::string_view holder =
      names.empty() ? absl::string_view() : absl::StripPrefix(names[0], "URI:");
  if (!absl::EndsWith(holder, absl::StrCat("/", request.id))) return PkiNotIssued(request.id);
  if (holder != identity) return PkiIdTaken(request.id, holder);
  std::error_code failure;
  if (std::filesystem::exists(certificate_path, failure) && !IsTheIdentity(names_there, identity)) {
    return PkiExists(certificate_path);
  }
  if (request.server_names.empty()) {
    for (const absl::string_view name : names) {
      const std::size_t colon = name.find(':');
      if (name.substr(0, colon) != "URI") {
        request.server_names.emplace_back(name.substr(colon + 1));
      }
    }
  }
  return request;
}

absl::Status Register(const std::string& dir, absl::string_view id, const std::string& pem) {
  MINGCE_RETURN_IF_ERROR(MakeKeyFolder(absl::StrCat(dir, "/issued")));
  return WritePem(RegisterPath(dir, id), pem, 0644, /*replace=*/true);
}

// The certificate for the public part of `key`, in PEM, without the authority's.
std::string Certify(const Issuer& issuer, const CertificateRequest& request, EVP_PKEY* key,
                    absl::Time now) {
  const bool service = request.kind == SubjectKind::kService;
  const CertificateText text = {
      .common_name = absl::StrCat(SubjectKindName(request.kind), "/", request.id),
      .not_before = now - kClockSlack,
      .not_after = now + absl::Hours(24) * request.days,
      .extensions = {
          {NID_basic_constraints, "critical,CA:FALSE"},
          {NID_key_usage, "critical,digitalSignature"},
          {NID_ext_key_usage, service ? "serverAuth,clientAuth" : "clientAuth"},
          {NID_subject_key_identifier, "hash"},
          {NID_authority_key_identifier, "keyid:always"},
          {NID_subject_alt_name, AlternativeNames(issuer.IdentityOf(request), request)}}};
  return CertificateToPem(Sign(text, key, issuer.certificate.get(), issuer.key.get()).get());
}

}  // namespace

absl::StatusOr<std::string> TrustDomainOf(const std::string& dir) {
  MINGCE_ASSIGN_OR_RETURN(Issuer issuer, ReadIssuerCertificate(dir));
  return std::move(issuer.trust_domain);
}

absl::Status CreateAuthority(const std::string& dir, absl::Time now,
                             absl::string_view trust_domain) {
  if (!IsTrustDomain(trust_domain)) {
    return PkiRequestInvalid("信任域应为1至255个小写字母、数字或 - . _",
                             "a trust domain is 1 to 255 of a-z, 0-9, '-', '.', '_'");
  }
  MINGCE_RETURN_IF_ERROR(MakeKeyFolder(dir));
  std::error_code failure;
  const std::string certificate_path = absl::StrCat(dir, "/ca.crt.pem");
  if (std::filesystem::exists(certificate_path, failure)) return PkiExists(certificate_path);

  const KeyPtr key = NewKey();
  const CertificateText text = {
      .common_name = "Mingce CA",
      .not_before = now - kClockSlack,
      .not_after = now + absl::Hours(24) * kAuthorityDays,
      .extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                     {NID_key_usage, "critical,keyCertSign,cRLSign"},
                     {NID_subject_key_identifier, "hash"},
                     {NID_subject_alt_name, absl::StrCat("URI:", TrustDomainUri(trust_domain))}}};
  const CertificatePtr certificate = Sign(text, key.get(), nullptr, key.get());
  // The key first: its name is the lock that keeps a second authority from being made here.
  std::string key_pem = KeyToPem(key.get());
  const absl::Status written =
      WritePem(absl::StrCat(dir, "/ca.key.pem"), key_pem, 0600, /*replace=*/false);
  Forget(&key_pem);
  MINGCE_RETURN_IF_ERROR(written);
  return WritePem(certificate_path, CertificateToPem(certificate.get()), 0644, /*replace=*/false);
}

absl::Status IssueCertificate(const std::string& dir, const CertificateRequest& request,
                              const std::string& out_prefix, absl::Time now) {
  MINGCE_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Take(dir));
  MINGCE_ASSIGN_OR_RETURN(const Issuer issuer, ReadIssuer(dir));
  MINGCE_RETURN_IF_ERROR(CheckId(request.id));
  MINGCE_ASSIGN_OR_RETURN(const CertificateRequest granted,
                          CheckAgainstIssued(dir, issuer, request, out_prefix));
  MINGCE_RETURN_IF_ERROR(CheckRequest(granted));
  const KeyPtr key = NewKey();
  const std::string pem = Certify(issuer, granted, key.get(), now);
  std::string key_pem = KeyToPem(key.get());
  const absl::Status written =
      WritePair(out_prefix, key_pem, absl::StrCat(pem, issuer.pem), granted.renew);
  Forget(&key_pem);
  MINGCE_RETURN_IF_ERROR(written);
  return Register(dir, granted.id, pem);
}

absl::Status SignRequest(const std::string& dir, absl::string_view csr,
                         const CertificateRequest& request, const std::string& out_prefix,
                         absl::Time now) {
  MINGCE_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Take(dir));
  MINGCE_ASSIGN_OR_RETURN(const Issuer issuer, ReadIssuer(dir));
  MINGCE_RETURN_IF_ERROR(CheckId(request.id));
  const std::optional<SigningRequest> asked = RequestFromPem(csr);
  if (!asked.has_value()) return CsrDamaged();
  if (!IsFitForTls(asked->key.get())) return CsrKeyUnfit();
  if (!asked->signed_with_key) return CsrNotSigned();
  MINGCE_ASSIGN_OR_RETURN(const CertificateRequest granted,
                          CheckAgainstIssued(dir, issuer, request, out_prefix));
  MINGCE_RETURN_IF_ERROR(CheckRequest(granted));
  const std::string pem = Certify(issuer, granted, asked->key.get(), now);
  const std::string path = absl::StrCat(out_prefix, ".crt.pem");
  if (granted.renew) MINGCE_RETURN_IF_ERROR(KeepOld(path));
  MINGCE_RETURN_IF_ERROR(WritePem(path, absl::StrCat(pem, issuer.pem), 0644, granted.renew));
  return Register(dir, granted.id, pem);
}

}  // namespace mingce::pki
