#include "lib/gb/credit_code.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::string ReasonFor(const std::string& code) {
  if (code == "OK") return "OK";
  if (code == "EMPTY") return "FIELD_MISSING";
  if (code == "EXCEL_SCIENTIFIC") return "USCC_SPREADSHEET_DAMAGED";
  return "USCC_" + code;
}

std::string ReasonOf(const Parsed<CreditCode>& code) { return DecidingReason(code.findings); }

// A sound code of division 439999.
std::string SoundCode(std::mt19937_64* generator) {
  static const std::vector<std::string> kinds = {
      "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39",
      "41", "49", "51", "52", "53", "59", "61", "62", "69", "71", "72", "79",
      "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1"};
  std::string body;
  for (int i = 0; i < 8; ++i)
    body.push_back(kAlphabet[static_cast<std::size_t>(Below(generator, 31))]);
  body.push_back(OrganizationCodeCheckCharacter(body));
  std::string code = absl::StrCat(
      kinds[static_cast<std::size_t>(Below(generator, static_cast<int>(kinds.size())))], "439999",
      body);
  code.push_back(CreditCodeCheckCharacter(code));
  return code;
}

TEST(CreditCodeTest, Vectors) {
  for (const Vector& row : ReadVectors("uscc.tsv")) {
    SCOPED_TRACE(absl::StrCat("uscc.tsv:", row.line, " ", row.detail));
    const Parsed<CreditCode> code = ParseCreditCode(row.input);
    EXPECT_EQ(VerdictOf(code.ok(), code.findings), row.expected);
    EXPECT_EQ(code.ok() ? code.value->text() : "", row.normalised);
    EXPECT_EQ(ReasonOf(code), ReasonFor(row.code));
  }
}

TEST(CreditCodeTest, RolesAreSeparate) {
  EXPECT_TRUE(ParseUnionCode("81439999MC0000012M").ok());
  EXPECT_TRUE(ParseUnionCode("89439999MC0000039L").ok());
  EXPECT_EQ(ReasonOf(ParseUnionCode("91439999MA9Q00015F")), "USCC_ROLE_MISMATCH");
  EXPECT_EQ(ReasonOf(ParseUnionCode("134399990099003397")), "USCC_ROLE_MISMATCH");
  EXPECT_TRUE(ParseUnitCode("91439999MA9Q00015F").ok());
  EXPECT_EQ(ReasonOf(ParseUnitCode("81439999MC0000012M")), "USCC_ROLE_MISMATCH");
  // What is wrong with the code itself comes first.
  EXPECT_EQ(ReasonOf(ParseUnitCode("81439999MC0000012W")), "USCC_CHECK_CHAR");
  EXPECT_EQ(ReasonOf(ParseUnionCode("")), "FIELD_MISSING");
}

TEST(CreditCodeTest, TellsUnionCodesAndCompares) {
  const Parsed<CreditCode> a = ParseCreditCode("81439999MC0000012M");
  const Parsed<CreditCode> b = ParseCreditCode(" 81439999mc000001-2m ");
  const Parsed<CreditCode> c = ParseCreditCode("91350100M000100Y43");
  ASSERT_TRUE(a.ok() && b.ok() && c.ok());
  EXPECT_TRUE(a.value->IsUnionCode());
  EXPECT_FALSE(c.value->IsUnionCode());
  EXPECT_EQ(*a.value, *b.value);
  EXPECT_NE(*a.value, *c.value);
  EXPECT_LT(*a.value, *c.value);
}

TEST(CreditCodeTest, CheckCharactersOfAnythingElseAreNothing) {
  EXPECT_EQ(CreditCodeCheckCharacter("91350100M000100Y4"), '3');
  EXPECT_EQ(CreditCodeCheckCharacter("91350100M000100Y"), '\0');
  EXPECT_EQ(CreditCodeCheckCharacter("91350100M000100O4"), '\0');
  EXPECT_EQ(OrganizationCodeCheckCharacter("M000100Y"), '4');
  EXPECT_EQ(OrganizationCodeCheckCharacter("M000100"), '\0');
  EXPECT_EQ(OrganizationCodeCheckCharacter("M000100y"), '\0');
}

TEST(CreditCodeTest, EverySubstitutionAndSwapIsRefused) {
  std::mt19937_64 generator = SeededGenerator("credit codes");
  for (int i = 0; i < 10000; ++i) {
    const std::string sound = SoundCode(&generator);
    const Parsed<CreditCode> parsed = ParseCreditCode(sound);
    ASSERT_TRUE(parsed.ok() && parsed.findings.empty()) << sound;
    for (std::size_t at = 0; at < sound.size(); ++at) {
      for (const char c : kAlphabet) {
        if (c == sound[at]) continue;
        std::string wrong = sound;
        wrong[at] = c;
        ASSERT_FALSE(ParseCreditCode(wrong).ok()) << sound << " " << wrong;
      }
      if (at == 0 || sound[at] == sound[at - 1]) continue;
      std::string swapped = sound;
      std::swap(swapped[at], swapped[at - 1]);
      ASSERT_FALSE(ParseCreditCode(swapped).ok()) << sound << " " << swapped;
    }
  }
}

}  // namespace
}  // namespace mingce::gb
