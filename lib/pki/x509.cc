#include "lib/pki/x509.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace mingce::pki {
namespace {

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using BioPtr = std::unique_ptr<BIO, FreeBio>;

void Require(bool done) {
  if (done) return;
  ERR_print_errors_fp(stderr);
  std::abort();
}

// OpenSSL's PEM readers take a password from the terminal when they are not told otherwise.
int NoPassword(char*, int, int, void*) { return -1; }

BioPtr BioOf(absl::string_view text) {
  BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  Require(bio != nullptr);
  return bio;
}

std::string TextOf(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

void SetSerial(X509* certificate) {
  BIGNUM* number = BN_new();
  Require(number != nullptr && BN_rand(number, 159, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1);
  Require(BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr);
  BN_free(number);
}

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  Require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

}  // namespace

KeyPtr NewKey() {
  KeyPtr key(EVP_EC_gen("P-256"));
  Require(key != nullptr);
  return key;
}

CertificatePtr Sign(const CertificateText& text, EVP_PKEY* key, X509* issuer,
                    EVP_PKEY* issuer_key) {
  CertificatePtr certificate(X509_new());
  Require(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  SetSerial(certificate.get());
  Require(ASN1_TIME_set(X509_getm_notBefore(certificate.get()), absl::ToTimeT(text.not_before)) !=
          nullptr);
  Require(ASN1_TIME_set(X509_getm_notAfter(certificate.get()), absl::ToTimeT(text.not_after)) !=
          nullptr);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  const auto* name = reinterpret_cast<const unsigned char*>(text.common_name.data());
  Require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name,
                                     static_cast<int>(text.common_name.size()), -1, 0) == 1);
  X509* signer = issuer != nullptr ? issuer : certificate.get();
  Require(X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1);
  Require(X509_set_pubkey(certificate.get(), key) == 1);
  for (const auto& [nid, value] : text.extensions) {
    AddExtension(certificate.get(), signer, nid, value);
  }
  Require(X509_sign(certificate.get(), issuer_key, EVP_sha256()) > 0);
  return certificate;
}

std::string CertificateToPem(X509* certificate) {
  BioPtr bio(BIO_new(BIO_s_mem()));
  Require(bio != nullptr && PEM_write_bio_X509(bio.get(), certificate) == 1);
  return TextOf(bio.get());
}

std::string KeyToPem(EVP_PKEY* key) {
  BioPtr bio(BIO_new(BIO_s_secmem()));
  Require(bio != nullptr && PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0,
                                                          nullptr, nullptr) == 1);
  return TextOf(bio.get());
}

CertificatePtr CertificateFromPem(absl::string_view pem) {
  const BioPtr bio = BioOf(pem);
  CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  return certificate;
}

std::vector<CertificatePtr> CertificatesFromPem(absl::string_view pem) {
  const BioPtr bio = BioOf(pem);
  std::vector<CertificatePtr> certificates;
  for (;;) {
    CertificatePtr one(PEM_read_bio_X509(bio.get(), nullptr, NoPassword, nullptr));
    if (one == nullptr) break;
    certificates.push_back(std::move(one));
  }
  ERR_clear_error();
  return certificates;
}

KeyPtr KeyFromPem(absl::string_view pem) {
  const BioPtr bio = BioOf(pem);
  KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassword, nullptr));
  ERR_clear_error();
  return key;
}

std::vector<std::string> AlternativeNamesOf(const X509* certificate) {
  auto* names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  std::vector<std::string> out;
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type != GEN_URI && name->type != GEN_DNS && name->type != GEN_IPADD) continue;
    const absl::string_view bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.ia5)),
                                  static_cast<std::size_t>(ASN1_STRING_length(name->d.ia5)));
    if (name->type != GEN_IPADD) {
      out.push_back(absl::StrCat(name->type == GEN_URI ? "URI:" : "DNS:", bytes));
      continue;
    }
    char text[INET6_ADDRSTRLEN];
    if ((bytes.size() == 4 || bytes.size() == 16) &&
        inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text, sizeof text)) {
      out.push_back(absl::StrCat("IP:", text));
    }
  }
  GENERAL_NAMES_free(names);
  return out;
}

bool IsSignedBy(X509* certificate, X509* issuer) {
  const bool matches = X509_verify(certificate, X509_get0_pubkey(issuer)) == 1;
  ERR_clear_error();
  return matches;
}

std::optional<SigningRequest> RequestFromPem(absl::string_view pem) {
  const BioPtr bio = BioOf(pem);
  const std::unique_ptr<X509_REQ, void (*)(X509_REQ*)> request(
      PEM_read_bio_X509_REQ(bio.get(), nullptr, NoPassword, nullptr), X509_REQ_free);
  KeyPtr key(request == nullptr ? nullptr : X509_REQ_get_pubkey(request.get()));
  std::optional<SigningRequest> result;
  if (key != nullptr) {
    const bool verified = X509_REQ_verify(request.get(), key.get()) == 1;
    result = SigningRequest{std::move(key), verified};
  }
  ERR_clear_error();
  return result;
}

bool IsFitForTls(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return EVP_PKEY_get_bits(key) >= 2048 && EVP_PKEY_get_bits(key) <= 8192;
    case EVP_PKEY_ED25519:
      return true;
    case EVP_PKEY_EC: {
      char group[64] = {};
      if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) != 1) return false;
      const int curve = OBJ_txt2nid(group);
      return curve == NID_X9_62_prime256v1 || curve == NID_secp384r1 || curve == NID_secp521r1;
    }
    default:
      return false;
  }
}

}  // namespace mingce::pki
