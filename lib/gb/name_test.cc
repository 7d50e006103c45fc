#include "lib/gb/name.h"

#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

std::string ReasonOf(absl::string_view text) {
  return DecidingReason(ParsePersonName(text).findings);
}

std::string KeyOf(absl::string_view text) {
  const Parsed<PersonName> name = ParsePersonName(text);
  return name.ok() ? name.value->MatchKey() : "refused";
}

std::string Repeat(absl::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

TEST(NameTest, Vectors) {
  for (const Vector& row : ReadVectors("name.tsv")) {
    SCOPED_TRACE(absl::StrCat("name.tsv:", row.line, " ", row.detail));
    const Parsed<PersonName> name = ParsePersonName(row.input);
    EXPECT_EQ(VerdictOf(name.ok(), name.findings), row.expected);
    EXPECT_EQ(name.ok() ? name.value->text() : "", row.normalised);
    const std::string reason = row.code == "OK"      ? "OK"
                               : row.code == "EMPTY" ? "FIELD_MISSING"
                                                     : "NAME_" + row.code;
    EXPECT_EQ(DecidingReason(name.findings), reason);
  }
}

TEST(NameTest, KeysMatchAcrossWriting) {
  EXPECT_EQ(KeyOf("John  Smith"), "JOHN SMITH");
  EXPECT_EQ(KeyOf("ＪＯＨＮ ｓｍｉｔｈ"), "JOHN SMITH");
  EXPECT_EQ(KeyOf("阿依古丽 • 买买提"), KeyOf("阿依古丽.买买提"));
  EXPECT_EQ(KeyOf("O’Neil Anne"), "O'NEIL ANNE");
  EXPECT_NE(KeyOf("李𠮷"), KeyOf("李吉"));
  EXPECT_NE(KeyOf("JOHN SMITH"), KeyOf("JOHNSMITH"));
}

TEST(NameTest, KeysMatchWhateverStandsBetweenTheParts) {
  const std::string key = KeyOf("阿依古丽·买买提江");
  for (const absl::string_view written :
       {"阿依古丽买买提江", "阿依古丽 买买提江", "阿依古丽\u3000买买提江", "阿依古丽•买买提江",
        "阿依古丽・买买提江", "阿依古丽．买买提江", "阿依古丽.买买提江", "阿依古丽‧买买提江",
        "阿依古丽∙买买提江", "阿依古丽⋅买买提江", "阿依古丽\u0387买买提江", "阿依古丽。买买提江",
        "阿依古丽｡买买提江", "阿依古丽﹒买买提江", "阿依古丽●买买提江", "阿依古丽 · 买买提江"}) {
    EXPECT_EQ(KeyOf(written), key) << written;
  }
  EXPECT_NE(KeyOf("阿依古丽·买买提"), key);
  // What is registered keeps its dot.
  EXPECT_EQ(ParsePersonName("阿依古丽⋅买买提江").value->text(), "阿依古丽·买买提江");
}

TEST(NameTest, KeysMatchAcrossFormsOfACharacter) {
  EXPECT_EQ(KeyOf("龔學寶"), KeyOf("龚学宝"));
  EXPECT_EQ(KeyOf("張國強"), KeyOf("张国强"));
  EXPECT_EQ(KeyOf("髙建峯"), KeyOf("高建峰"));
  EXPECT_NE(KeyOf("张国强"), KeyOf("章国强"));
  EXPECT_EQ(ParsePersonName("龔學寶").value->text(), "龔學寶");  // as it was written
}

TEST(NameTest, AKeyIsItsOwnKey) {
  for (const Vector& row : ReadVectors("name.tsv")) {
    const Parsed<PersonName> name = ParsePersonName(row.input);
    if (!name.ok()) continue;
    EXPECT_EQ(KeyOf(name.value->MatchKey()), name.value->MatchKey()) << row.line;
  }
}

TEST(NameTest, DifferentNamesOfTheVectorsStayDifferent) {
  std::map<std::string, std::string> by_key;
  for (const Vector& row : ReadVectors("name.tsv")) {
    if (!ParsePersonName(row.input).ok()) continue;
    std::string bare = absl::AsciiStrToUpper(absl::StrReplaceAll(row.normalised, {{"·", ""}}));
    const auto [found, first] = by_key.emplace(KeyOf(row.input), bare);
    EXPECT_TRUE(first || found->second == bare) << row.line << " " << row.normalised;
  }
  EXPECT_GE(by_key.size(), 15u);
}

TEST(NameTest, LimitsAreInCodePoints) {
  const std::string part = Repeat("𠮷", 25);
  EXPECT_EQ(ReasonOf(part), "OK");
  EXPECT_EQ(ReasonOf(part + "·" + Repeat("三", 24)), "OK");
  EXPECT_EQ(ReasonOf(part + "·" + Repeat("三", 25)), "NAME_TOO_LONG");
  EXPECT_EQ(ReasonOf(Repeat("A", 64)), "OK");
  EXPECT_EQ(ReasonOf("AB"), "OK");
}

TEST(NameTest, WarnsOfEveryFormOfAddress) {
  for (const absl::string_view text : {"张三先生", "张三女士", "张三小姐", "张三同志"}) {
    EXPECT_EQ(ReasonOf(text), "NAME_HONORIFIC") << text;
  }
  EXPECT_EQ(ReasonOf("张先生明"), "OK");
  EXPECT_EQ(ReasonOf("张同"), "OK");
}

TEST(NameTest, RefusesWhatNoBranchTakes) {
  EXPECT_EQ(ReasonOf("·"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("张-三"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("张'三"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("John·Smith"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("-John"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("José"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("12"), "NAME_DIGIT");
  EXPECT_EQ(ReasonOf("张三\u202c"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("张三\U000E0100"), "NAME_CHARACTER");
  EXPECT_EQ(ReasonOf("\xe5\xbc"), "NOT_UTF8");
}

TEST(NameTest, UnifiedIdeographsAreThoseOfTheRanges) {
  for (const char32_t c : {0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0x20000, 0x2A6DF, 0x2A700, 0x2EBEF,
                           0x2EBF0, 0x2EE5D, 0x30000, 0x323AF, 0xFA0E, 0xFA29}) {
    EXPECT_TRUE(IsUnifiedIdeograph(c)) << std::hex << static_cast<unsigned>(c);
  }
  for (const char32_t c : {0x33FF, 0x4DC0, 0x4DFF, 0xA000, 0x1FFFF, 0x2A6E0, 0x2EE5E, 0x2FFFF,
                           0x323B0, 0x3007, 0xFA0D, 0xFA10, 0xFA2A, 0x2F800, 0xE863}) {
    EXPECT_FALSE(IsUnifiedIdeograph(c)) << std::hex << static_cast<unsigned>(c);
  }
  int in_block = 0;
  for (char32_t c = 0xF900; c <= 0xFAFF; ++c) in_block += IsUnifiedIdeograph(c) ? 1 : 0;
  EXPECT_EQ(in_block, 12);
}

}  // namespace
}  // namespace mingce::gb
