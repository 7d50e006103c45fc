#include "lib/pki/authority.h"

#include <gmock/gmock.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/pem_file.h"
#include "lib/pki/x509.h"

namespace mingce::pki {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'573'776'000);  // 2019-11-15

class AuthorityTest : public testing::Test {
 protected:
  AuthorityTest() : dir_(absl::StrCat(testing::TempDir(), "/pki-", NewOpaqueId())) {}
  ~AuthorityTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(absl::string_view name) const { return absl::StrCat(dir_, "/", name); }

  CertificatePtr Load(absl::string_view name) const {
    const auto pem = ReadPem(Path(name));
    return pem.ok() ? CertificateFromPem(*pem) : nullptr;
  }

  static int Mode(const std::string& path) {
    struct stat info = {};
    return stat(path.c_str(), &info) == 0 ? static_cast<int>(info.st_mode & 0777) : -1;
  }

  // Whether the leaf is valid for `purpose` at `when` under our authority.
  bool Verifies(X509* leaf, int purpose, absl::Time when) const {
    const CertificatePtr ca = Load("ca.crt.pem");
    std::unique_ptr<X509_STORE, void (*)(X509_STORE*)> store(X509_STORE_new(), X509_STORE_free);
    X509_STORE_add_cert(store.get(), ca.get());
    std::unique_ptr<X509_STORE_CTX, void (*)(X509_STORE_CTX*)> context(X509_STORE_CTX_new(),
                                                                       X509_STORE_CTX_free);
    X509_STORE_CTX_init(context.get(), store.get(), leaf, nullptr);
    X509_STORE_CTX_set_time(context.get(), 0, absl::ToTimeT(when));
    X509_STORE_CTX_set_purpose(context.get(), purpose);
    return X509_verify_cert(context.get()) == 1;
  }

  // "URI:…,DNS:…,IP:<bytes>" as they stand in the certificate.
  static std::vector<std::string> Names(X509* certificate) {
    auto* names = static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    std::vector<std::string> out;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
      const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
      const ASN1_STRING* text = name->d.ia5;
      const char* kind = name->type == GEN_URI ? "URI:" : name->type == GEN_DNS ? "DNS:" : "IP:";
      out.push_back(absl::StrCat(
          kind, absl::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                  static_cast<std::size_t>(ASN1_STRING_length(text)))));
    }
    GENERAL_NAMES_free(names);
    return out;
  }

  absl::Status Issue(const CertificateRequest& request, absl::string_view name) const {
    return IssueCertificate(dir_, request, Path(name), kNow);
  }

  const std::string dir_;
};

TEST_F(AuthorityTest, ServiceCertificateServesAndCallsUnderItsIdentity) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const absl::Status issued =
      IssueCertificate(dir_, {SubjectKind::kService, "members", {"localhost", "127.0.0.1"}, 365},
                       Path("members"), kNow);
  ASSERT_TRUE(issued.ok()) << issued;
  const CertificatePtr leaf = Load("members.crt.pem");
  ASSERT_NE(leaf, nullptr);
  EXPECT_TRUE(Verifies(leaf.get(), X509_PURPOSE_SSL_SERVER, kNow));
  EXPECT_TRUE(Verifies(leaf.get(), X509_PURPOSE_SSL_CLIENT, kNow));
  EXPECT_FALSE(Verifies(leaf.get(), X509_PURPOSE_SSL_CLIENT, kNow + absl::Hours(24 * 366)));
  EXPECT_THAT(Names(leaf.get()),
              testing::ElementsAre("URI:spiffe://mingce/service/members", "DNS:localhost",
                                   absl::string_view("IP:\x7f\0\0\1", 7)));
}

TEST_F(AuthorityTest, PersonCertificateOnlyCalls) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(
      IssueCertificate(dir_, {SubjectKind::kPerson, "officer-1", {}, 30}, Path("p"), kNow).ok());
  const CertificatePtr leaf = Load("p.crt.pem");
  ASSERT_NE(leaf, nullptr);
  EXPECT_TRUE(Verifies(leaf.get(), X509_PURPOSE_SSL_CLIENT, kNow));
  EXPECT_FALSE(Verifies(leaf.get(), X509_PURPOSE_SSL_SERVER, kNow));
  EXPECT_THAT(Names(leaf.get()), testing::ElementsAre("URI:spiffe://mingce/person/officer-1"));
}

TEST_F(AuthorityTest, KeysArePrivateAndCertificatesCarryTheChain) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(
      IssueCertificate(dir_, {SubjectKind::kPartner, "benefit", {}, 30}, Path("b"), kNow).ok());
  EXPECT_EQ(Mode(Path("ca.key.pem")), 0600);
  EXPECT_EQ(Mode(Path("b.key.pem")), 0600);
  EXPECT_TRUE(absl::EndsWith(*ReadPem(Path("b.crt.pem")), *ReadPem(Path("ca.crt.pem"))));
  for (const auto& entry : std::filesystem::directory_iterator(dir_)) {
    EXPECT_FALSE(absl::EndsWith(entry.path().string(), ".tmp"));
  }
}

TEST_F(AuthorityTest, AnAuthorityIsNeverOverwritten) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const std::string before = *ReadPem(Path("ca.key.pem"));
  EXPECT_EQ(ReasonOf(CreateAuthority(dir_, kNow)), "PKI_EXISTS");
  std::filesystem::remove(Path("ca.crt.pem"));
  EXPECT_EQ(ReasonOf(CreateAuthority(dir_, kNow)), "PKI_EXISTS");
  EXPECT_EQ(*ReadPem(Path("ca.key.pem")), before);
}

TEST_F(AuthorityTest, BadRequestsAreRefused) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const auto reason = [&](const CertificateRequest& request) {
    return ReasonOf(IssueCertificate(dir_, request, Path("x"), kNow));
  };
  EXPECT_EQ(reason({SubjectKind::kPerson, "", {}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kPerson, "A/b", {}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kPerson, "a,URI:b", {}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kPerson, "a", {"localhost"}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kService, "a", {}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kService, "a", {"a,DNS:b"}, 1}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kPerson, "a", {}, 0}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(reason({SubjectKind::kPerson, "a", {}, 826}), "PKI_REQUEST_INVALID");
  EXPECT_EQ(
      ReasonOf(IssueCertificate(Path("none"), {SubjectKind::kPerson, "a", {}, 1}, Path("x"), kNow)),
      "PKI_MISSING");
}

TEST_F(AuthorityTest, AnIdHasOneCertificateWhateverItsKind) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(Issue({SubjectKind::kPerson, "officer", {}, 30}, "officer").ok());
  const std::string key = *ReadPem(Path("officer.key.pem"));
  const std::string certificate = *ReadPem(Path("officer.crt.pem"));
  const CertificateRequest again[] = {{SubjectKind::kPerson, "officer", {}, 30},
                                      {SubjectKind::kService, "officer", {"localhost"}, 30},
                                      {SubjectKind::kPartner, "officer", {}, 30}};
  for (const CertificateRequest& request : again) {
    for (const char* name : {"officer", "elsewhere"}) {
      const absl::Status status = Issue(request, name);
      EXPECT_EQ(ReasonOf(status), "PKI_ID_TAKEN") << status;
      EXPECT_THAT(std::string(status.message()),
                  AllOf(testing::HasSubstr("spiffe://mingce/person/officer"),
                        testing::HasSubstr("--renew")));
    }
  }
  EXPECT_EQ(*ReadPem(Path("officer.key.pem")), key);
  EXPECT_EQ(*ReadPem(Path("officer.crt.pem")), certificate);
  EXPECT_FALSE(std::filesystem::exists(Path("elsewhere.key.pem")));
}

TEST_F(AuthorityTest, FilesOfSomethingElseAreNotOverwritten) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(Issue({SubjectKind::kPerson, "officer", {}, 30}, "officer").ok());
  const std::string ca_key = *ReadPem(Path("ca.key.pem"));
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "ca", {}, 30}, "ca")), "PKI_EXISTS");
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "ca", {}, 30, true}, "ca")), "PKI_NOT_ISSUED");
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "officer", {}, 30, true}, "ca")), "PKI_EXISTS");
  EXPECT_EQ(*ReadPem(Path("ca.key.pem")), ca_key);
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "clerk", {}, 30}, "officer")), "PKI_EXISTS");
}

TEST_F(AuthorityTest, RenewingKeepsTheIdentityAndTheOldPair) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(Issue({SubjectKind::kService, "members", {"one.example", "10.0.0.7"}, 30}, "m").ok());
  const std::string old_key = *ReadPem(Path("m.key.pem"));
  const std::string old_certificate = *ReadPem(Path("m.crt.pem"));
  const absl::Time later = kNow + absl::Hours(24 * 20);
  // No server names: those it had.
  const absl::Status renewed =
      IssueCertificate(dir_, {SubjectKind::kService, "members", {}, 30, true}, Path("m"), later);
  ASSERT_TRUE(renewed.ok()) << renewed;
  const CertificatePtr leaf = Load("m.crt.pem");
  EXPECT_TRUE(Verifies(leaf.get(), X509_PURPOSE_SSL_SERVER, kNow + absl::Hours(24 * 40)));
  EXPECT_THAT(Names(leaf.get()),
              testing::ElementsAre("URI:spiffe://mingce/service/members", "DNS:one.example",
                                   absl::string_view("IP:\x0a\0\0\x07", 7)));
  const KeyPtr key = KeyFromPem(*ReadPem(Path("m.key.pem")));
  EXPECT_EQ(X509_check_private_key(leaf.get(), key.get()), 1);
  EXPECT_EQ(Mode(Path("m.key.pem")), 0600);
  EXPECT_NE(*ReadPem(Path("m.key.pem")), old_key);
  EXPECT_EQ(*ReadPem(Path("m.key.pem.old")), old_key);
  EXPECT_EQ(*ReadPem(Path("m.crt.pem.old")), old_certificate);
  EXPECT_EQ(Mode(Path("m.key.pem.old")), 0600);

  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "members", {}, 30, true}, "m")), "PKI_ID_TAKEN");
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPerson, "nobody", {}, 30, true}, "n")), "PKI_NOT_ISSUED");
  EXPECT_FALSE(std::filesystem::exists(Path("n.key.pem")));
}

// An authority of before ids were written down has the pair only.
TEST_F(AuthorityTest, ACertificateThatIsNotWrittenDownIsRenewedToo) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  ASSERT_TRUE(Issue({SubjectKind::kPerson, "officer", {}, 30}, "officer").ok());
  std::filesystem::remove_all(Path("issued"));
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPartner, "officer", {}, 30}, "officer")), "PKI_EXISTS");
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPartner, "officer", {}, 30, true}, "officer")),
            "PKI_ID_TAKEN");
  EXPECT_TRUE(Issue({SubjectKind::kPerson, "officer", {}, 30, true}, "officer").ok());
  EXPECT_EQ(ReasonOf(Issue({SubjectKind::kPartner, "officer", {}, 30}, "elsewhere")),
            "PKI_ID_TAKEN");
}

// A request as a partner makes it with its own key: by OpenSSL, under a name of its choice.
std::string RequestOf(EVP_PKEY* key, EVP_PKEY* signer, const EVP_MD* digest = EVP_sha256()) {
  const std::unique_ptr<X509_REQ, void (*)(X509_REQ*)> request(X509_REQ_new(), X509_REQ_free);
  X509_NAME* name = X509_REQ_get_subject_name(request.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("service/registry"), -1, -1, 0);
  X509_REQ_set_pubkey(request.get(), key);
  EXPECT_GT(X509_REQ_sign(request.get(), signer, digest), 0);
  const std::unique_ptr<BIO, int (*)(BIO*)> bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_X509_REQ(bio.get(), request.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return std::string(bytes, static_cast<std::size_t>(size));
}

TEST_F(AuthorityTest, ARequestIsSignedForItsKeyAndNothingElseItSays) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const KeyPtr key = NewKey();
  const CertificateRequest partner = {SubjectKind::kPartner, "benefit", {}, 30};
  const absl::Status signed_ =
      SignRequest(dir_, RequestOf(key.get(), key.get()), partner, Path("benefit"), kNow);
  ASSERT_TRUE(signed_.ok()) << signed_;
  const CertificatePtr leaf = Load("benefit.crt.pem");
  EXPECT_EQ(X509_check_private_key(leaf.get(), key.get()), 1);
  EXPECT_TRUE(Verifies(leaf.get(), X509_PURPOSE_SSL_CLIENT, kNow));
  EXPECT_THAT(Names(leaf.get()), testing::ElementsAre("URI:spiffe://mingce/partner/benefit"));
  EXPECT_FALSE(std::filesystem::exists(Path("benefit.key.pem")));

  const KeyPtr next = NewKey();
  const std::string csr = RequestOf(next.get(), next.get());
  EXPECT_EQ(ReasonOf(SignRequest(dir_, csr, partner, Path("benefit"), kNow)), "PKI_ID_TAKEN");
  const CertificateRequest renewal = {SubjectKind::kPartner, "benefit", {}, 30, true};
  ASSERT_TRUE(SignRequest(dir_, csr, renewal, Path("benefit"), kNow).ok());
  EXPECT_EQ(X509_check_private_key(Load("benefit.crt.pem").get(), next.get()), 1);
  EXPECT_EQ(X509_check_private_key(Load("benefit.crt.pem.old").get(), key.get()), 1);
}

TEST_F(AuthorityTest, RequestsThatProveNothingOrAreWeakAreRefused) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const auto reason = [&](const std::string& csr) {
    return ReasonOf(SignRequest(dir_, csr, {SubjectKind::kPartner, "x", {}, 30}, Path("x"), kNow));
  };
  const KeyPtr good = NewKey();
  const KeyPtr other = NewKey();
  EXPECT_EQ(reason(""), "CSR_DAMAGED");
  EXPECT_EQ(reason(*ReadPem(Path("ca.crt.pem"))), "CSR_DAMAGED");
  EXPECT_EQ(reason(RequestOf(good.get(), other.get())), "CSR_NOT_SIGNED");
  const KeyPtr weak[] = {KeyPtr(EVP_RSA_gen(1024)), KeyPtr(EVP_EC_gen("P-192")),
                         KeyPtr(EVP_EC_gen("secp256k1"))};
  for (const KeyPtr& key : weak) {
    EXPECT_EQ(reason(RequestOf(key.get(), key.get())), "CSR_KEY_UNFIT");
  }
  EXPECT_FALSE(std::filesystem::exists(Path("x.crt.pem")));
  const KeyPtr rsa(EVP_RSA_gen(2048));
  EXPECT_EQ(reason(RequestOf(rsa.get(), rsa.get())), "");
  const KeyPtr edwards(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  EXPECT_EQ(ReasonOf(SignRequest(dir_, RequestOf(edwards.get(), edwards.get(), nullptr),
                                 {SubjectKind::kPartner, "y", {}, 30}, Path("y"), kNow)),
            "");
}

TEST_F(AuthorityTest, ADamagedAuthorityIssuesNothing) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  std::ofstream(Path("ca.key.pem")) << "nothing";
  EXPECT_EQ(ReasonOf(IssueCertificate(dir_, {SubjectKind::kPerson, "a", {}, 1}, Path("x"), kNow)),
            "PKI_DAMAGED");
}

}  // namespace
}  // namespace mingce::pki
