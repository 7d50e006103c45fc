#include "lib/pki/certificate_check.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

#include "lib/pki/x509.h"

namespace mingce::pki {
namespace {

struct FreeStore {
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};

absl::Time TimeOf(const ASN1_TIME* time) {
  std::tm parts = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return absl::InfinitePast();
  return absl::FromTM(parts, absl::UTCTimeZone());
}

void Narrow(X509* certificate, Validity* validity) {
  validity->begin = std::max(validity->begin, TimeOf(X509_get0_notBefore(certificate)));
  validity->end = std::min(validity->end, TimeOf(X509_get0_notAfter(certificate)));
}

// Verifies with the options gRPC verifies with, but for the time. The chain it found is in `check`.
void CheckChain(const std::vector<CertificatePtr>& authorities,
                const std::vector<CertificatePtr>& chain, Use use, PairCheck* check) {
  const std::unique_ptr<X509_STORE, FreeStore> store(X509_STORE_new());
  for (const CertificatePtr& authority : authorities) {
    X509_STORE_add_cert(store.get(), authority.get());
  }
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST |
                                        X509_V_FLAG_NO_CHECK_TIME);
  const std::unique_ptr<STACK_OF(X509), FreeStore> beside(sk_X509_new_null());
  for (const CertificatePtr& one : chain) sk_X509_push(beside.get(), one.get());
  const std::unique_ptr<X509_STORE_CTX, FreeStore> context(X509_STORE_CTX_new());
  X509_STORE_CTX_init(context.get(), store.get(), chain[0].get(), beside.get());
  X509_STORE_CTX_set_purpose(
      context.get(), use == Use::kServe ? X509_PURPOSE_SSL_SERVER : X509_PURPOSE_SSL_CLIENT);
  if (X509_verify_cert(context.get()) != 1) {
    check->fault = X509_STORE_CTX_get_error(context.get()) == X509_V_ERR_INVALID_PURPOSE
                       ? PairFault::kNotForThatUse
                       : PairFault::kNotOfAuthority;
    return;
  }
  STACK_OF(X509)* found = X509_STORE_CTX_get0_chain(context.get());
  const int last = sk_X509_num(found) - 1;
  for (int i = 0; i < std::max(last, 1); ++i) Narrow(sk_X509_value(found, i), &check->certificate);
  Narrow(sk_X509_value(found, last), &check->authority);
}

}  // namespace

PairCheck CheckPair(absl::string_view ca, absl::string_view certificate, absl::string_view key,
                    Use use) {
  PairCheck check;
  const std::vector<CertificatePtr> authorities = CertificatesFromPem(ca);
  const std::vector<CertificatePtr> chain = CertificatesFromPem(certificate);
  const KeyPtr private_key = KeyFromPem(key);
  if (authorities.empty()) {
    check.fault = PairFault::kAuthorityDamaged;
  } else if (chain.empty()) {
    check.fault = PairFault::kCertificateDamaged;
  } else if (private_key == nullptr) {
    check.fault = PairFault::kKeyDamaged;
  } else if (X509_check_private_key(chain[0].get(), private_key.get()) != 1) {
    check.fault = PairFault::kKeyOfAnother;
  } else {
    CheckChain(authorities, chain, use, &check);
  }
  ERR_clear_error();
  return check;
}

}  // namespace mingce::pki
