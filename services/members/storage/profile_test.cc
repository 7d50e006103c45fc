#include "services/members/storage/profile.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

const ProfileFields kFields = {{"full_name", "张三"}, {"id_number", "439999199003071235"}};

TEST(ProfileTest, OpensOnlyForItsDocument) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  const seal::Tag document = DocumentIndex(ring, "CN:439999199003071235");
  const seal::Tag other = DocumentIndex(ring, "CN:43999919850614004X");
  const SealedProfile sealed = SealProfile(ring, document, kFields);
  EXPECT_EQ(OpenProfile(ring, seal::AsView(document), sealed.bytes)->Reveal(), kFields);
  EXPECT_FALSE(OpenProfile(ring, seal::AsView(other), sealed.bytes).ok());
  EXPECT_EQ(sealed.bytes.find("439999199003071235"), std::string::npos);
  EXPECT_EQ(sealed.bytes.find("张三"), std::string::npos);
}

TEST(ProfileTest, TagsTellEqualFromChangedAndNothingAcrossPeople) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  const seal::Tag document = DocumentIndex(ring, "CN:439999199003071235");
  const seal::Tag other = DocumentIndex(ring, "CN:43999919850614004X");
  EXPECT_EQ(SealProfile(ring, document, kFields).tag, SealProfile(ring, document, kFields).tag);
  ProfileFields changed = kFields;
  changed["mobile"] = "13800138000";
  EXPECT_NE(SealProfile(ring, document, kFields).tag, SealProfile(ring, document, changed).tag);
  EXPECT_NE(SealProfile(ring, document, kFields).tag, SealProfile(ring, other, kFields).tag);
  EXPECT_NE(NameTag(ring, document, "张三"), NameTag(ring, other, "张三"));
}

}  // namespace
}  // namespace mingce::members
