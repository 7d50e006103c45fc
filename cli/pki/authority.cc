#include "cli/pki/authority.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/pki/pem_file.h"
#include "cli/pki/x509.h"
#include "lib/base/status_macros.h"

namespace mingce::cli::pki {
namespace {

constexpr absl::Duration kClockSlack = absl::Minutes(5);
constexpr int kMaxDays = 825;  // two years and a quarter, the usual bound for leaf certificates
constexpr std::size_t kMaxIdLength = 63;

bool IsId(absl::string_view id) {
  if (id.empty() || id.size() > kMaxIdLength) return false;
  if (!absl::ascii_islower(id[0]) && !absl::ascii_isdigit(id[0])) return false;
  for (const char c : id) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '-' && c != '.' && c != '_') {
      return false;
    }
  }
  return true;
}

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

absl::Status CheckRequest(const CertificateRequest& request) {
  if (!IsId(request.id)) {
    return PkiRequestInvalid("证书编号应为1至63个小写字母、数字或 - . _，以字母或数字开头",
                             "the id must be 1 to 63 of a-z, 0-9, '-', '.', '_'");
  }
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

std::string AlternativeNames(const CertificateRequest& request) {
  std::vector<std::string> names = {absl::StrCat("URI:", SpiffeId(request.kind, request.id))};
  for (const std::string& name : request.server_names) {
    names.push_back(absl::StrCat(IsAddress(name) ? "IP:" : "DNS:", name));
  }
  return absl::StrJoin(names, ",");
}

void Forget(std::string* secret) { OPENSSL_cleanse(secret->data(), secret->size()); }

absl::Status WriteKey(const std::string& path, EVP_PKEY* key, bool replace) {
  std::string pem = KeyToPem(key);
  const absl::Status status = WritePem(path, pem, 0600, replace);
  Forget(&pem);
  return status;
}

}  // namespace

std::optional<SubjectKind> SubjectKindFromName(absl::string_view name) {
  for (const SubjectKind kind :
       {SubjectKind::kService, SubjectKind::kPerson, SubjectKind::kPartner}) {
    if (name == SubjectKindName(kind)) return kind;
  }
  return std::nullopt;
}

absl::string_view SubjectKindName(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::kService:
      return "service";
    case SubjectKind::kPerson:
      return "person";
    case SubjectKind::kPartner:
      return "partner";
  }
  return "";
}

std::string SpiffeId(SubjectKind kind, absl::string_view id) {
  return absl::StrCat("spiffe://", kTrustDomain, "/", SubjectKindName(kind), "/", id);
}

absl::Status CreateAuthority(const std::string& dir, absl::Time now) {
  std::error_code failure;
  std::filesystem::create_directories(dir, failure);
  if (failure) return PkiFileNotWritten(dir, failure.value());
  const std::string certificate_path = absl::StrCat(dir, "/ca.crt.pem");
  if (std::filesystem::exists(certificate_path, failure)) return PkiExists(certificate_path);

  const KeyPtr key = NewKey();
  const CertificateText text = {
      .common_name = "Mingce CA",
      .not_before = now - kClockSlack,
      .not_after = now + absl::Hours(24) * kAuthorityDays,
      .extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                     {NID_key_usage, "critical,keyCertSign,cRLSign"},
                     {NID_subject_key_identifier, "hash"}}};
  const CertificatePtr certificate = Sign(text, key.get(), nullptr, key.get());
  // The key first: its name is the lock that keeps a second authority from being made here.
  MINGCE_RETURN_IF_ERROR(WriteKey(absl::StrCat(dir, "/ca.key.pem"), key.get(), /*replace=*/false));
  return WritePem(certificate_path, CertificateToPem(certificate.get()), 0644, /*replace=*/false);
}

absl::Status IssueCertificate(const std::string& dir, const CertificateRequest& request,
                              const std::string& out_prefix, absl::Time now) {
  MINGCE_RETURN_IF_ERROR(CheckRequest(request));
  const std::string ca_certificate_path = absl::StrCat(dir, "/ca.crt.pem");
  const std::string ca_key_path = absl::StrCat(dir, "/ca.key.pem");
  MINGCE_ASSIGN_OR_RETURN(const std::string ca_pem, ReadPem(ca_certificate_path));
  MINGCE_ASSIGN_OR_RETURN(std::string ca_key_pem, ReadPem(ca_key_path));
  const CertificatePtr issuer = CertificateFromPem(ca_pem);
  const KeyPtr issuer_key = KeyFromPem(ca_key_pem);
  Forget(&ca_key_pem);
  if (issuer == nullptr) return PkiDamaged(ca_certificate_path);
  if (issuer_key == nullptr || X509_check_private_key(issuer.get(), issuer_key.get()) != 1) {
    return PkiDamaged(ca_key_path);
  }

  const bool service = request.kind == SubjectKind::kService;
  const CertificateText text = {
      .common_name = absl::StrCat(SubjectKindName(request.kind), "/", request.id),
      .not_before = now - kClockSlack,
      .not_after = now + absl::Hours(24) * request.days,
      .extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
                     {NID_key_usage, "critical,digitalSignature"},
                     {NID_ext_key_usage, service ? "serverAuth,clientAuth" : "clientAuth"},
                     {NID_subject_key_identifier, "hash"},
                     {NID_authority_key_identifier, "keyid:always"},
                     {NID_subject_alt_name, AlternativeNames(request)}}};
  const KeyPtr key = NewKey();
  const CertificatePtr certificate = Sign(text, key.get(), issuer.get(), issuer_key.get());
  MINGCE_RETURN_IF_ERROR(
      WriteKey(absl::StrCat(out_prefix, ".key.pem"), key.get(), /*replace=*/true));
  return WritePem(absl::StrCat(out_prefix, ".crt.pem"),
                  absl::StrCat(CertificateToPem(certificate.get()), ca_pem), 0644,
                  /*replace=*/true);
}

}  // namespace mingce::cli::pki
