#include "lib/gb/citizen_number.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

std::string ReasonFor(const std::string& code) {
  static const std::map<std::string, std::string> other = {
      {"OK", "OK"},
      {"EMPTY", "FIELD_MISSING"},
      {"EXCEL_SCIENTIFIC", "ID_SPREADSHEET_DAMAGED"},
      {"EXCEL_TRUNCATED", "ID_SPREADSHEET_DAMAGED"},
      {"ID15_CONVERTED", "ID15_CONVERTED"},
      {"ID15_CENTENARIAN", "ID15_CENTENARIAN"}};
  const auto found = other.find(code);
  return found == other.end() ? "ID_" + code : found->second;
}

// A sound number of the area 439999, which is not assigned, with any birth up to 2019.
std::string SoundNumber(std::mt19937_64* generator) {
  const Date birth = CivilFromDays(DaysFromCivil(1900, 1, 1) + Below(generator, 43782));
  std::string number = absl::StrCat(
      "439999", absl::Dec(birth.year, absl::kZeroPad4), absl::Dec(birth.month, absl::kZeroPad2),
      absl::Dec(birth.day, absl::kZeroPad2), absl::Dec(1 + Below(generator, 999), absl::kZeroPad3));
  number.push_back(CitizenCheckCharacter(number));
  return number;
}

TEST(CitizenNumberTest, Vectors) {
  for (const Vector& row : ReadVectors("id_number.tsv")) {
    SCOPED_TRACE(absl::StrCat("id_number.tsv:", row.line, " ", row.detail));
    const Parsed<CitizenNumber> number = ParseCitizenNumber(row.input, kVectorDay);
    EXPECT_EQ(VerdictOf(number.ok(), number.findings), row.expected);
    EXPECT_EQ(number.ok() ? number.value->text() : "", row.normalised);
    EXPECT_EQ(DecidingReason(number.findings), ReasonFor(row.code));
  }
}

TEST(CitizenNumberTest, TellsBirthAndSex) {
  const Parsed<CitizenNumber> woman = ParseCitizenNumber("11010519491231002X", kVectorDay);
  ASSERT_TRUE(woman.ok());
  EXPECT_EQ(woman.value->birth(), (Date{1949, 12, 31}));
  EXPECT_EQ(woman.value->sex(), Sex::kFemale);
  const Parsed<CitizenNumber> man = ParseCitizenNumber("439999199003071235", kVectorDay);
  ASSERT_TRUE(man.ok());
  EXPECT_EQ(man.value->sex(), Sex::kMale);
}

TEST(CitizenNumberTest, CheckCharacterOfAnythingElseIsNothing) {
  EXPECT_EQ(CitizenCheckCharacter("11010519491231002"), 'X');
  EXPECT_EQ(CitizenCheckCharacter(""), '\0');
  EXPECT_EQ(CitizenCheckCharacter("1101051949123100"), '\0');
  EXPECT_EQ(CitizenCheckCharacter("1101051949123100A"), '\0');
}

TEST(CitizenNumberTest, FifteenDigitsMayCarryMoreThanOneWarning) {
  const Parsed<CitizenNumber> number = ParseCitizenNumber("810000010203000", kVectorDay);
  ASSERT_TRUE(number.ok());
  ASSERT_EQ(number.findings.size(), 3);
  EXPECT_EQ(number.findings[0].reason, "ID15_CONVERTED");
  EXPECT_EQ(number.findings[1].reason, "ID_PREFIX_RESIDENCE_PERMIT");
  EXPECT_EQ(number.findings[2].reason, "ID_SEQUENCE_000");
}

TEST(CitizenNumberTest, MessagesNeverEchoTheInput) {
  for (const Vector& row : ReadVectors("id_number.tsv")) {
    if (row.input.size() < 10) continue;
    for (const Finding& finding : ParseCitizenNumber(row.input, kVectorDay).findings) {
      EXPECT_EQ(finding.message_zh.find(row.input.substr(0, 6)), std::string::npos) << row.line;
      EXPECT_EQ(finding.message_en.find(row.input.substr(0, 6)), std::string::npos) << row.line;
    }
  }
}

TEST(CitizenNumberTest, EverySubstitutionAndSwapIsRefused) {
  std::mt19937_64 generator = SeededGenerator("citizen numbers");
  constexpr absl::string_view kCharacters = "0123456789X";
  for (int i = 0; i < 10000; ++i) {
    const std::string sound = SoundNumber(&generator);
    ASSERT_TRUE(ParseCitizenNumber(sound, kVectorDay).ok()) << sound;
    for (std::size_t at = 0; at < sound.size(); ++at) {
      for (const char c : kCharacters.substr(0, at == 17 ? 11 : 10)) {
        if (c == sound[at]) continue;
        std::string wrong = sound;
        wrong[at] = c;
        ASSERT_FALSE(ParseCitizenNumber(wrong, kVectorDay).ok()) << sound << " " << wrong;
      }
      if (at == 0 || sound[at] == sound[at - 1]) continue;
      std::string swapped = sound;
      std::swap(swapped[at], swapped[at - 1]);
      ASSERT_FALSE(ParseCitizenNumber(swapped, kVectorDay).ok()) << sound << " " << swapped;
    }
  }
}

}  // namespace
}  // namespace mingce::gb
