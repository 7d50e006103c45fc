#include "lib/gb/mobile.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

std::string ReasonFor(const std::string& code) {
  if (code == "OK") return "OK";
  if (code == "EMPTY") return "FIELD_MISSING";
  if (code == "EXCEL_SCIENTIFIC") return "MOBILE_SPREADSHEET_DAMAGED";
  return "MOBILE_" + code;
}

TEST(MobileTest, Vectors) {
  for (const Vector& row : ReadVectors("mobile.tsv")) {
    SCOPED_TRACE(absl::StrCat("mobile.tsv:", row.line, " ", row.detail));
    const Parsed<std::string> mobile = ParseMobile(row.input);
    EXPECT_EQ(VerdictOf(mobile.ok(), mobile.findings), row.expected);
    EXPECT_EQ(mobile.value.value_or(""), row.normalised);
    EXPECT_EQ(DecidingReason(mobile.findings), ReasonFor(row.code));
  }
}

TEST(MobileTest, EveryThirdDigitOfEverySegmentIsAccepted) {
  for (char second = '3'; second <= '9'; ++second) {
    for (char third = '0'; third <= '9'; ++third) {
      EXPECT_TRUE(
          ParseMobile(absl::StrCat("1", std::string(1, second), std::string(1, third), "00000010"))
              .ok())
          << second << third;
    }
  }
}

TEST(PhoneTest, TakesMobilesAsTheMobileFieldDoes) {
  EXPECT_EQ(ParsePhone("+86 138 0013 8000").value, "13800138000");
  EXPECT_EQ(ParsePhone("008613800138000").value, "13800138000");
  EXPECT_EQ(DecidingReason(ParsePhone("13800000000").findings), "MOBILE_PLACEHOLDER");
  EXPECT_EQ(DecidingReason(ParsePhone("1380013800").findings), "MOBILE_LENGTH");
  EXPECT_EQ(DecidingReason(ParsePhone("").findings), "FIELD_MISSING");
}

TEST(PhoneTest, TakesLandlines) {
  EXPECT_EQ(ParsePhone("0736-6600000").value, "0736-6600000");
  EXPECT_EQ(ParsePhone("07366600000").value, "0736-6600000");
  EXPECT_EQ(ParsePhone("(0736)6600000").value, "0736-6600000");
  EXPECT_EQ(ParsePhone("０７３６—６６０００００").value, "0736-6600000");
  EXPECT_EQ(ParsePhone("0736-6600000-801").value, "0736-6600000-801");
  EXPECT_EQ(ParsePhone("07366600000-801").value, "0736-6600000-801");
  EXPECT_EQ(ParsePhone("010-66000000").value, "010-66000000");
  EXPECT_EQ(ParsePhone("01066000000").value, "010-66000000");
  EXPECT_EQ(ParsePhone("075566000000").value, "0755-66000000");
}

TEST(PhoneTest, RefusesOtherForms) {
  for (const absl::string_view text :
       {"0736", "0736-", "0736-660000", "0736-660000000", "0736-6600000-", "0736-6600000-1234567",
        "0736-66000a0", "0", "07366", "01", "0736-6600000转801", "07-6600000"}) {
    EXPECT_EQ(DecidingReason(ParsePhone(text).findings), "PHONE_LANDLINE") << text;
  }
  EXPECT_EQ(DecidingReason(ParsePhone("6600000").findings), "PHONE_AREA_CODE_MISSING");
  EXPECT_EQ(DecidingReason(ParsePhone("0736-6600000/13800138000").findings), "MOBILE_MULTIPLE");
  EXPECT_EQ(DecidingReason(ParsePhone("无").findings), "MOBILE_SHAPE");
}

}  // namespace
}  // namespace mingce::gb
