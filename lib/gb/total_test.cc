// Every function of this room answers every text: random bytes, and sound texts with random damage,
// give a value or an error, never a crash, and never both.

#include "gtest/gtest.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/code_list.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/date.h"
#include "lib/gb/document.h"
#include "lib/gb/mask.h"
#include "lib/gb/mobile.h"
#include "lib/gb/name.h"
#include "lib/gb/nationality.h"
#include "lib/gb/vectors_for_test.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

template <typename T>
void ExpectOneAnswer(const Parsed<T>& parsed, bool utf8) {
  VerdictOf(parsed.ok(), parsed.findings);
  if (!utf8) {
    EXPECT_EQ(DecidingReason(parsed.findings), "NOT_UTF8");
  }
}

void ParseWithEverything(const std::string& text) {
  const bool utf8 = text::IsUtf8(text);
  ExpectOneAnswer(ParseCitizenNumber(text, kVectorDay), utf8);
  ExpectOneAnswer(ParseCreditCode(text), utf8);
  ExpectOneAnswer(ParseUnionCode(text), utf8);
  ExpectOneAnswer(ParseUnitCode(text), utf8);
  ExpectOneAnswer(ParseMobile(text), utf8);
  ExpectOneAnswer(ParsePhone(text), utf8);
  ExpectOneAnswer(ParsePersonName(text), utf8);
  ExpectOneAnswer(ParseDate(text), utf8);
  ExpectOneAnswer(ParseDateAllowingForever(text), utf8);
  ExpectOneAnswer(ParseNationality(text), utf8);
  for (int type = 1; type <= 12; ++type) {
    ExpectOneAnswer(ParseDocument(static_cast<DocumentType>(type), text, "FRA", kVectorDay), utf8);
  }
  ExpectOneAnswer(ParseDocument(DocumentType::kOther, text, "", kVectorDay), utf8);
  ParseDocument(DocumentType::kForeignPassport, "AB12345", text, kVectorDay);
  EXPECT_EQ(text::IsUtf8(MaskNumber(text)), true);
  EXPECT_EQ(text::IsUtf8(MaskName(text)), true);
  EXPECT_EQ(text::IsUtf8(MaskMobile(text)), true);
  CitizenCheckCharacter(text);
  CreditCodeCheckCharacter(text);
  OrganizationCodeCheckCharacter(text);
  DocumentTypeFromCode(text);
  text::TrimBlanks(text);
  text::StripInvisible(text);
  ParseCodeListTsv("x", text).IgnoreError();
}

TEST(TotalTest, RandomBytes) {
  std::mt19937_64 generator = SeededGenerator("random bytes");
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (int n = Below(&generator, 40); n > 0; --n) {
      text.push_back(static_cast<char>(Below(&generator, 256)));
    }
    ParseWithEverything(text);
  }
}

TEST(TotalTest, DamagedVectors) {
  std::mt19937_64 generator = SeededGenerator("damaged vectors");
  std::vector<std::string> inputs;
  for (const char* file :
       {"id_number.tsv", "uscc.tsv", "mobile.tsv", "name.tsv", "date.tsv", "hmt_permit.tsv"}) {
    for (const Vector& row : ReadVectors(file)) inputs.push_back(row.input);
  }
  for (const std::string& input : inputs) {
    ParseWithEverything(input);
    for (int i = 0; i < 40; ++i) {
      std::string text = input;
      const auto at = [&] {
        return static_cast<std::size_t>(Below(&generator, static_cast<int>(text.size()) + 1));
      };
      switch (Below(&generator, 4)) {
        case 0:
          text.insert(at(), 1, static_cast<char>(Below(&generator, 256)));
          break;
        case 1:
          text.erase(at(), 1);
          break;
        case 2:
          text.resize(at());
          break;
        default:
          text::AppendUtf8(static_cast<char32_t>(Below(&generator, 0x110000)), &text);
          break;
      }
      ParseWithEverything(text);
    }
  }
}

TEST(TotalTest, LongTexts) {
  for (const absl::string_view unit : {"9", "A", "张", "·", " ", "-", "\xff", "1E+", "测试"}) {
    std::string text;
    while (text.size() < 100000) text.append(unit.data(), unit.size());
    ParseWithEverything(text);
  }
}

TEST(TotalTest, AcceptedTextsAreAcceptedAgainUnchanged) {
  for (const Vector& row : ReadVectors("id_number.tsv")) {
    const Parsed<CitizenNumber> once = ParseCitizenNumber(row.input, kVectorDay);
    if (!once.ok()) continue;
    EXPECT_EQ(ParseCitizenNumber(once.value->text(), kVectorDay).value, once.value) << row.line;
  }
  for (const Vector& row : ReadVectors("name.tsv")) {
    const Parsed<PersonName> once = ParsePersonName(row.input);
    if (!once.ok()) continue;
    EXPECT_EQ(ParsePersonName(once.value->text()).value, once.value) << row.line;
  }
  for (const Vector& row : ReadVectors("mobile.tsv")) {
    const Parsed<std::string> once = ParseMobile(row.input);
    if (!once.ok()) continue;
    EXPECT_EQ(ParseMobile(*once.value).value, once.value) << row.line;
  }
  for (const Vector& row : ReadVectors("date.tsv")) {
    const Parsed<Date> once = ParseDate(row.input);
    if (!once.ok()) continue;
    EXPECT_EQ(ParseDate(ToString(*once.value)).value, once.value) << row.line;
  }
}

}  // namespace
}  // namespace mingce::gb
