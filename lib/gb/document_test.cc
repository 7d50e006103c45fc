#include "lib/gb/document.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/nationality.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

constexpr DocumentType kCitizen = DocumentType::kCitizenCard;

Parsed<IdentityDocument> Parse(DocumentType type, absl::string_view text,
                               absl::string_view nationality = "") {
  return ParseDocument(type, text, nationality, kVectorDay);
}

std::string KeyOf(DocumentType type, absl::string_view text, absl::string_view nationality = "") {
  const Parsed<IdentityDocument> document = Parse(type, text, nationality);
  VerdictOf(document.ok(), document.findings);
  return document.ok() ? document.value->key : DecidingReason(document.findings);
}

std::string NumberOf(DocumentType type, absl::string_view text) {
  const Parsed<IdentityDocument> document = Parse(type, text);
  return document.ok() ? document.value->number : DecidingReason(document.findings);
}

// A number of the 2023 edition: 9, province, country, birth, sequence, check.
std::string Permanent(absl::string_view birth, absl::string_view sequence) {
  std::string number = absl::StrCat("943826", birth, sequence);
  number.push_back(CitizenCheckCharacter(number));
  return number;
}

TEST(DocumentTest, CodesGoThereAndBack) {
  for (const absl::string_view code :
       {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "99"}) {
    const std::optional<DocumentType> type = DocumentTypeFromCode(code);
    ASSERT_TRUE(type.has_value()) << code;
    EXPECT_EQ(DocumentTypeCode(*type), code);
  }
  for (const absl::string_view code : {"", "1", "00", "13", "98", "001", "0a", " 1", "０１"}) {
    EXPECT_FALSE(DocumentTypeFromCode(code).has_value()) << code;
  }
}

TEST(DocumentTest, CitizenNumbersShareOneKeySpace) {
  for (const DocumentType type :
       {kCitizen, DocumentType::kTemporaryCitizenCard, DocumentType::kHouseholdRegister}) {
    EXPECT_EQ(KeyOf(type, "43999919850614004x"), "CN:43999919850614004X");
    EXPECT_EQ(KeyOf(type, "439999198506140040"), "ID_CHECK_DIGIT");
  }
  EXPECT_EQ(KeyOf(DocumentType::kResidencePermit, "81000019010203123X"), "CN:81000019010203123X");
  EXPECT_EQ(KeyOf(kCitizen, "110105491231002"), "CN:11010519491231002X");
}

TEST(DocumentTest, CitizenNumbersTellBirthAndSex) {
  const Parsed<IdentityDocument> document = Parse(kCitizen, "439999197202290044");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document.value->type, kCitizen);
  EXPECT_EQ(document.value->birth, (Date{1972, 2, 29}));
  EXPECT_EQ(document.value->sex, Sex::kFemale);
}

TEST(DocumentTest, ResidencePermitsHaveTheirOwnPrefixes) {
  const DocumentType type = DocumentType::kResidencePermit;
  EXPECT_TRUE(Parse(type, "830000190102031233").findings.empty());
  EXPECT_EQ(DecidingReason(Parse(kCitizen, "830000190102031233").findings),
            "ID_PREFIX_RESIDENCE_PERMIT");
  EXPECT_EQ(KeyOf(type, "439999199003071235"), "RESIDENCE_PERMIT_PREFIX");
  EXPECT_EQ(KeyOf(type, "810000010203123"), "ID_LENGTH");
  EXPECT_EQ(KeyOf(type, "810000190102031231"), "ID_CHECK_DIGIT");
}

TEST(DocumentTest, Passports) {
  const DocumentType chinese = DocumentType::kChinesePassport;
  for (const absl::string_view number :
       {"E00000000", "EA0000000", "G00000000", "DE0000000", "SE0000000", "PE0000000"}) {
    EXPECT_EQ(KeyOf(chinese, number), absl::StrCat("PASSPORT:CHN:", number));
  }
  EXPECT_EQ(KeyOf(chinese, " e0000-0000 "), "PASSPORT:CHN:E00000000");
  for (const absl::string_view number : {"EI0000000", "EO0000000", "GA0000000", "E0000000",
                                         "E000000000", "AE0000000", "K00000000", "E0000000A"}) {
    EXPECT_EQ(KeyOf(chinese, number), "PASSPORT_SHAPE") << number;
  }
  const DocumentType foreign = DocumentType::kForeignPassport;
  EXPECT_EQ(KeyOf(foreign, "ab 12345", "GBR"), "PASSPORT:GBR:AB12345");
  EXPECT_EQ(KeyOf(foreign, "AB12345", "gb"), "PASSPORT:GBR:AB12345");
  EXPECT_EQ(KeyOf(foreign, "AB12345", ""), "NATIONALITY_REQUIRED");
  EXPECT_EQ(KeyOf(foreign, "AB12345", "英国"), "PASSPORT:GBR:AB12345");
  EXPECT_EQ(KeyOf(foreign, "AB12345", "不列颠"), "NATIONALITY_UNKNOWN");
  EXPECT_EQ(KeyOf(foreign, "AB12", "GBR"), "PASSPORT_SHAPE");
  EXPECT_EQ(KeyOf(foreign, "AB1234567890123456", "GBR"), "PASSPORT_SHAPE");
  EXPECT_EQ(KeyOf(foreign, "E00000000", "CN"), KeyOf(chinese, "E00000000"));
  EXPECT_EQ(DecidingReason(Parse(foreign, "E00000000", "CN").findings), "PASSPORT_CHINESE");
}

TEST(DocumentTest, PermitsAreKeyedByThePartThatStays) {
  const DocumentType permit = DocumentType::kHongKongMacaoPermit;
  EXPECT_EQ(KeyOf(permit, "H0000000001"), "HMT05:H00000000");
  EXPECT_EQ(KeyOf(permit, "H0000000002"), KeyOf(permit, "H00000000"));
  EXPECT_EQ(NumberOf(permit, "H00000000(02)"), "H0000000002");
  EXPECT_EQ(KeyOf(DocumentType::kTaiwanPermit, "0000000001(B)"), "TW06:00000000");
  EXPECT_EQ(KeyOf(permit, "00000000"), "HMT_PREFIX");
}

TEST(DocumentTest, PermanentResidence) {
  const DocumentType type = DocumentType::kPermanentResidence;
  EXPECT_EQ(KeyOf(type, "usa110000000000"), "PR08:USA110000000000");
  EXPECT_FALSE(Parse(type, "USA110000000000").value->birth.has_value());
  const std::string sound = Permanent("19800101", "001");
  const Parsed<IdentityDocument> document = Parse(type, sound);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document.value->key, "PR08:" + sound);
  EXPECT_EQ(document.value->birth, (Date{1980, 1, 1}));
  EXPECT_EQ(document.value->sex, Sex::kMale);
  std::string wrong = sound;
  wrong[17] = wrong[17] == '0' ? '1' : '0';
  EXPECT_EQ(KeyOf(type, wrong), "ID_CHECK_DIGIT");
  EXPECT_EQ(KeyOf(type, Permanent("19800230", "001")), "ID_BIRTH_CALENDAR");
  EXPECT_EQ(KeyOf(type, Permanent("20191116", "001")), "ID_BIRTH_RANGE");
  EXPECT_EQ(KeyOf(type, "439999199003071235"), "PERMANENT_RESIDENCE_SHAPE");
  EXPECT_EQ(KeyOf(type, "US110000000000"), "PERMANENT_RESIDENCE_SHAPE");
}

TEST(DocumentTest, ServiceCards) {
  EXPECT_EQ(KeyOf(DocumentType::kOfficerCard, "军字第0000001号"), "OFFICER09:军字第0000001号");
  EXPECT_EQ(KeyOf(DocumentType::kOfficerCard, "军字第 0000001"), "OFFICER09:军字第0000001号");
  EXPECT_EQ(KeyOf(DocumentType::kSoldierCard, "士字第a0001号"), "SOLDIER10:士字第A0001号");
  for (const absl::string_view text :
       {"字第0000001号", "军字第001号", "军字第000000001号", "0000001", "一二三四五字第0001号",
        "A字第0001号", "军字第00·01号"}) {
    EXPECT_EQ(KeyOf(DocumentType::kOfficerCard, text), "MILITARY_SHAPE") << text;
  }
  EXPECT_EQ(KeyOf(DocumentType::kPoliceCard, "000001"), "POLICE11:000001");
  EXPECT_EQ(KeyOf(DocumentType::kPoliceCard, "00001"), "POLICE_SHAPE");
  EXPECT_EQ(KeyOf(DocumentType::kPoliceCard, "000000001"), "POLICE_SHAPE");
}

TEST(DocumentTest, OtherDocuments) {
  const DocumentType type = DocumentType::kOther;
  EXPECT_EQ(KeyOf(type, " 甲-0001 b"), "OTHER99:甲-0001B");
  EXPECT_EQ(NumberOf(type, std::string(25, '7')), std::string(25, '7'));
  EXPECT_EQ(KeyOf(type, std::string(26, '7')), "DOCUMENT_LENGTH");
  EXPECT_EQ(KeyOf(type, "甲\u202e0001"), "DOCUMENT_CHARACTER");
  EXPECT_EQ(KeyOf(type, absl::string_view("a\0b", 3)), "DOCUMENT_CHARACTER");
}

TEST(DocumentTest, EveryTypeRefusesEmptyBrokenAndScientific) {
  for (int code = 1; code <= 99; ++code) {
    const auto type = DocumentTypeFromCode(absl::StrCat(absl::Dec(code, absl::kZeroPad2)));
    if (!type) continue;
    EXPECT_EQ(KeyOf(*type, " \u200b", "GBR"), "FIELD_MISSING") << code;
    EXPECT_EQ(KeyOf(*type, "\xff", "GBR"), "NOT_UTF8") << code;
    EXPECT_EQ(KeyOf(*type, "4.3E+17", "GBR"), "ID_SPREADSHEET_DAMAGED") << code;
  }
  EXPECT_EQ(KeyOf(static_cast<DocumentType>(55), "1"), "DOCUMENT_TYPE");
}

TEST(NationalityTest, BecomesThreeLetters) {
  EXPECT_EQ(ParseNationality("AD").value, "AND");
  EXPECT_EQ(ParseNationality("ZW").value, "ZWE");
  EXPECT_EQ(ParseNationality(" ｕｓ ").value, "USA");
  EXPECT_EQ(ParseNationality("XXA").value, "XXA");
  EXPECT_EQ(ParseNationality("美国").value, "USA");
  EXPECT_EQ(ParseNationality(" 大韩民国 ").value, "KOR");
  EXPECT_EQ(ParseNationality("刚果(金)").value, "COD");
  EXPECT_EQ(ParseNationality("D").value, "DEU");
  // Passports of one range of numbers, however the holder's status is written.
  EXPECT_EQ(ParseNationality("GBN").value, "GBR");
  for (const absl::string_view text : {"A", "XX", "U1", "USAA", "KRO", "XYZ", "中华", "12"}) {
    EXPECT_EQ(DecidingReason(ParseNationality(text).findings), "NATIONALITY_UNKNOWN") << text;
  }
  EXPECT_EQ(DecidingReason(ParseNationality(" ").findings), "NATIONALITY_REQUIRED");
  EXPECT_EQ(DecidingReason(ParseNationality("\xc0").findings), "NOT_UTF8");
}

}  // namespace
}  // namespace mingce::gb
