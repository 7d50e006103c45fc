#include "services/members/storage/profile.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

const Values kFields = {{"full_name", "张三"}, {"id_number", "439999199003071235"}};

TEST(ProfileTest, OpensOnlyForItsDocument) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  const seal::Tag document = DocumentIndex(ring, "CN:439999199003071235");
  const seal::Tag other = DocumentIndex(ring, "CN:43999919850614004X");
  const std::string sealed = SealProfile(ring, document, kFields);
  EXPECT_EQ(OpenProfile(ring, seal::AsView(document), sealed)->Reveal(), kFields);
  EXPECT_FALSE(OpenProfile(ring, seal::AsView(other), sealed).ok());
  EXPECT_EQ(sealed.find("439999199003071235"), std::string::npos);
  EXPECT_EQ(sealed.find("张三"), std::string::npos);
}

TEST(ProfileTest, TagsTellNothingAcrossPeople) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  const seal::Tag document = DocumentIndex(ring, "CN:439999199003071235");
  const seal::Tag other = DocumentIndex(ring, "CN:43999919850614004X");
  EXPECT_EQ(NameTag(ring, document, "张三"), NameTag(ring, document, "张三"));
  EXPECT_NE(NameTag(ring, document, "张三"), NameTag(ring, document, "李四"));
  EXPECT_NE(NameTag(ring, document, "张三"), NameTag(ring, other, "张三"));
}

}  // namespace
}  // namespace mingce::members
