#include "lib/gb/mask.h"

#include "gtest/gtest.h"

namespace mingce::gb {
namespace {

TEST(MaskTest, NumbersHaveOneWidth) {
  EXPECT_EQ(MaskNumber("439999199003071235"), "439***********1235");
  EXPECT_EQ(MaskNumber("43999919850614004X"), "439***********004X");
  EXPECT_EQ(MaskNumber("123456789012"), "123***********9012");
  EXPECT_EQ(MaskNumber("12345678901"), "***********");
  EXPECT_EQ(MaskNumber("H00000000"), "***********");
  EXPECT_EQ(MaskNumber("军字第000000000001号"), "军字第***********001号");
  EXPECT_EQ(MaskNumber("\xff"
                       "439999199003071235"),
            "***********");
  EXPECT_EQ(MaskNumber(""), "");
}

TEST(MaskTest, Mobiles) {
  EXPECT_EQ(MaskMobile("13800138000"), "138****8000");
  EXPECT_EQ(MaskMobile("0736-6600000"), "***********");
  EXPECT_EQ(MaskMobile("1380013800"), "***********");
  EXPECT_EQ(MaskMobile("1380013800a"), "***********");
  EXPECT_EQ(MaskMobile(""), "");
}

TEST(MaskTest, NamesHideTheirLength) {
  EXPECT_EQ(MaskName("张三"), "张**");
  EXPECT_EQ(MaskName("张"), "张**");
  EXPECT_EQ(MaskName("欧阳小明"), "欧阳**");
  EXPECT_EQ(MaskName("欧阳"), "欧**");
  EXPECT_EQ(MaskName("阿依古丽·买买提"), "阿**");
  EXPECT_EQ(MaskName("𠮷三"), "𠮷**");
  EXPECT_EQ(MaskName("JOHN SMITH"), "J**");
  EXPECT_EQ(MaskName("\xe5\xbc"), "**");
  EXPECT_EQ(MaskName(""), "");
}

}  // namespace
}  // namespace mingce::gb
