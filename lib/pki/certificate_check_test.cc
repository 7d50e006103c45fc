#include "lib/pki/certificate_check.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"
#include "lib/pki/pem_file.h"

namespace mingce::pki {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'573'776'000);  // 2019-11-15

class CertificateCheckTest : public testing::Test {
 protected:
  CertificateCheckTest() : dir_(absl::StrCat(testing::TempDir(), "/check-", NewOpaqueId())) {
    for (const char* name : {"one", "other"}) {
      const std::string dir = absl::StrCat(dir_, "/", name);
      EXPECT_TRUE(CreateAuthority(dir, kNow).ok());
      EXPECT_TRUE(IssueCertificate(dir, {SubjectKind::kService, "s", {"localhost"}, 30},
                                   absl::StrCat(dir, "/s"), kNow)
                      .ok());
      EXPECT_TRUE(
          IssueCertificate(dir, {SubjectKind::kPerson, "p", {}, 30}, absl::StrCat(dir, "/p"), kNow)
              .ok());
    }
  }
  ~CertificateCheckTest() override { std::filesystem::remove_all(dir_); }

  std::string Read(absl::string_view name) const { return *ReadPem(absl::StrCat(dir_, "/", name)); }
  PairFault FaultOf(const std::string& ca, const std::string& certificate, const std::string& key,
                    Use use = Use::kServe) const {
    return CheckPair(ca, certificate, key, use).fault;
  }

  const std::string dir_;
};

TEST_F(CertificateCheckTest, APairOfTheAuthorityIsGoodForItsTime) {
  const PairCheck check =
      CheckPair(Read("one/ca.crt.pem"), Read("one/s.crt.pem"), Read("one/s.key.pem"), Use::kServe);
  EXPECT_EQ(check.fault, PairFault::kNone);
  EXPECT_EQ(check.certificate.begin, kNow - absl::Minutes(5));
  EXPECT_EQ(check.certificate.end, kNow + absl::Hours(24 * 30));
  EXPECT_EQ(check.authority.end, kNow + absl::Hours(24 * kAuthorityDays));
}

TEST_F(CertificateCheckTest, EachFaultHasItsName) {
  const std::string ca = Read("one/ca.crt.pem");
  const std::string certificate = Read("one/s.crt.pem");
  const std::string key = Read("one/s.key.pem");
  EXPECT_EQ(FaultOf("", certificate, key), PairFault::kAuthorityDamaged);
  EXPECT_EQ(FaultOf(ca, key, key), PairFault::kCertificateDamaged);
  EXPECT_EQ(FaultOf(ca, certificate, ca), PairFault::kKeyDamaged);
  EXPECT_EQ(FaultOf(ca, certificate, Read("one/p.key.pem")), PairFault::kKeyOfAnother);
  EXPECT_EQ(FaultOf(Read("other/ca.crt.pem"), certificate, key), PairFault::kNotOfAuthority);
  EXPECT_EQ(FaultOf(ca, Read("one/p.crt.pem"), Read("one/p.key.pem")), PairFault::kNotForThatUse);
  EXPECT_EQ(FaultOf(ca, Read("one/p.crt.pem"), Read("one/p.key.pem"), Use::kCall),
            PairFault::kNone);
}

TEST_F(CertificateCheckTest, OneOfSeveralAuthoritiesIsEnough) {
  const std::string both = Read("other/ca.crt.pem") + Read("one/ca.crt.pem");
  EXPECT_EQ(FaultOf(both, Read("one/s.crt.pem"), Read("one/s.key.pem")), PairFault::kNone);
  EXPECT_EQ(FaultOf(both, Read("other/s.crt.pem"), Read("other/s.key.pem")), PairFault::kNone);
}

}  // namespace
}  // namespace mingce::pki
