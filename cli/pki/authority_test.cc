#include "cli/pki/authority.h"

#include <gmock/gmock.h>
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
#include "cli/pki/pem_file.h"
#include "cli/pki/x509.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"

namespace mingce::cli::pki {
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
              testing::ElementsAre("URI:spiffe://taoyuan.mingce/service/members", "DNS:localhost",
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
  EXPECT_THAT(Names(leaf.get()),
              testing::ElementsAre("URI:spiffe://taoyuan.mingce/person/officer-1"));
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

TEST_F(AuthorityTest, ADamagedAuthorityIssuesNothing) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  std::ofstream(Path("ca.key.pem")) << "nothing";
  EXPECT_EQ(ReasonOf(IssueCertificate(dir_, {SubjectKind::kPerson, "a", {}, 1}, Path("x"), kNow)),
            "PKI_DAMAGED");
}

}  // namespace
}  // namespace mingce::cli::pki
