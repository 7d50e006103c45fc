#include "lib/pki/identity.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/pki/authority.h"
#include "lib/pki/pem_file.h"
#include "lib/pki/x509.h"

namespace mingce::pki {
namespace {

using testing::ElementsAre;
using testing::Optional;

const absl::Time kNow = absl::FromUnixSeconds(1'573'776'000);  // 2019-11-15

TEST(IdentityTest, IsWrittenInOnePlace) {
  EXPECT_EQ(SpiffeId("mingce", SubjectKind::kPerson, "a"), "spiffe://mingce/person/a");
  EXPECT_EQ(SubjectKindFromName("partner"), SubjectKind::kPartner);
  EXPECT_EQ(SubjectKindFromName("Partner"), std::nullopt);
  EXPECT_THAT(TrustDomainIn({"URI:spiffe://union.example", "DNS:x"}),
              Optional(std::string("union.example")));
  for (const char* other : {"URI:spiffe://a/b", "URI:spiffe://", "DNS:a", "URI:https://a"}) {
    EXPECT_EQ(TrustDomainIn({other}), std::nullopt) << other;
  }
  EXPECT_EQ(TrustDomainIn({}), std::nullopt);
  EXPECT_TRUE(IsTrustDomain(std::string(255, 'a')));
  EXPECT_FALSE(IsTrustDomain(std::string(256, 'a')));
  EXPECT_FALSE(IsSubjectId("-a"));
}

class TrustDomainTest : public testing::Test {
 protected:
  TrustDomainTest() : dir_(absl::StrCat(testing::TempDir(), "/pki-", NewOpaqueId())) {}
  ~TrustDomainTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(absl::string_view name) const { return absl::StrCat(dir_, "/", name); }

  absl::Status Issue(const std::string& id) const {
    return IssueCertificate(dir_, {SubjectKind::kPerson, id, {}, 30}, Path(id), kNow);
  }

  const std::string dir_;
};

TEST_F(TrustDomainTest, IsChosenWithTheAuthorityAndKeptInItsCertificate) {
  for (const char* bad : {"", "Mingce", "a/b", "a b", "a,DNS:b", "名册"}) {
    EXPECT_EQ(ReasonOf(CreateAuthority(dir_, kNow, bad)), "PKI_REQUEST_INVALID") << bad;
  }
  EXPECT_EQ(ReasonOf(TrustDomainOf(dir_).status()), "PKI_MISSING");
  ASSERT_TRUE(CreateAuthority(dir_, kNow, "union.example").ok());
  EXPECT_EQ(*TrustDomainOf(dir_), "union.example");
  ASSERT_TRUE(Issue("officer").ok());
  const CertificatePtr leaf = CertificateFromPem(*ReadPem(Path("officer.crt.pem")));
  EXPECT_THAT(AlternativeNamesOf(leaf.get()),
              ElementsAre("URI:spiffe://union.example/person/officer"));
}

TEST_F(TrustDomainTest, ACertificateThatNamesNoneIsNoAuthority) {
  ASSERT_TRUE(CreateAuthority(dir_, kNow).ok());
  const KeyPtr key = NewKey();
  const CertificateText text = {.common_name = "Some CA",
                                .not_before = kNow,
                                .not_after = kNow + absl::Hours(24),
                                .extensions = {{NID_basic_constraints, "critical,CA:TRUE"}}};
  std::ofstream(Path("ca.crt.pem"))
      << CertificateToPem(Sign(text, key.get(), nullptr, key.get()).get());
  EXPECT_EQ(ReasonOf(TrustDomainOf(dir_).status()), "PKI_DAMAGED");
  EXPECT_EQ(ReasonOf(Issue("clerk")), "PKI_DAMAGED");
}

}  // namespace
}  // namespace mingce::pki
