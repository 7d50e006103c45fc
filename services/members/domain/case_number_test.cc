#include "services/members/domain/case_number.h"

#include <gtest/gtest.h>

namespace mingce::members {
namespace {

std::string Repeat(const std::string& part, std::size_t times) {
  std::string text;
  while (times-- > 0) text += part;
  return text;
}

TEST(CaseNumberTest, TakesWhatOfficesWrite) {
  for (const char* sound : {"2019-0001", "A-1", "桃救字〔2019〕第12号", "2019/11/05-3", "(2019)7",
                            "20191105001", "BENCH-1"}) {
    EXPECT_EQ(ParseCaseNumber(sound), sound);
  }
  EXPECT_EQ(ParseCaseNumber("　２０１９－０００１ "), "2019-0001");
  EXPECT_EQ(ParseCaseNumber(" "), "");
}

TEST(CaseNumberTest, TakesNoSentenceAndNobodysNumber) {
  for (const char* unsound :
       {"张三住院", "张三 2019-1", "2019-1，张三", "case no. 7", "2019_7", "12'", "7\n7",
        "439999900307123", "43999919900307123X", "439999-19900307-1231", "13912345678",
        "139-1234-5678", "2019-13912345678", "tel13912345678", "第19912345678号",
        "\xFF"
        "7"}) {
    EXPECT_EQ(ParseCaseNumber(unsound), std::nullopt) << unsound;
  }
}

TEST(CaseNumberTest, IsMeasuredInCodePoints) {
  EXPECT_TRUE(ParseCaseNumber(Repeat("字", kMostCaseNumber - 1) + "7").has_value());
  EXPECT_FALSE(ParseCaseNumber(Repeat("字", kMostCaseNumber) + "7").has_value());
}

}  // namespace
}  // namespace mingce::members
