#include "lib/gb/citizen_number.h"

#include <array>
#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kOldLength = 15;

constexpr Message kMissing = {"FIELD_MISSING", "身份证号不能为空",
                              "the identity number is missing"};
constexpr Message kHomoglyph = {
    "ID_HOMOGLYPH_X", "身份证号输入有误：末位不是字母X，而是形似的符号，请改为英文大写字母X",
    "a look-alike stands for X; type the Latin letter X"};
constexpr Message kScientific = {
    "ID_SPREADSHEET_DAMAGED", "证件号码被Excel转成数字，请将该列设为文本格式后重新填写",
    "a spreadsheet turned the number into 1.2E+17; set the column to text and enter it anew"};
constexpr Message kTruncated = {
    "ID_SPREADSHEET_DAMAGED",
    "证件号码被Excel转成数字，末三位已丢失，请将该列设为文本格式后重新填写",
    "a spreadsheet lost the last three digits; set the column to text and enter the number anew"};
constexpr Message kCentenarian = {
    "ID15_CENTENARIAN", "身份证号输入有误：15位号码的顺序码为百岁老人编码，请填写18位身份证号",
    "a 15-digit number with a sequence of centenarians: its century is not known; give 18 digits"};
constexpr Message kLength18 = {"ID_LENGTH", "身份证号输入有误：必须是18位",
                               "an identity number has 18 characters"};
constexpr Message kShape = {"ID_SHAPE", "身份证号输入有误：前17位为数字，末位为数字或字母X",
                            "an identity number is 17 digits and a digit or X"};
constexpr Message kProvince = {"ID_PROVINCE", "身份证号输入有误：前两位不是省级行政区代码，请核对",
                               "the first two digits are not the code of a province"};
constexpr Message kBirthCalendar = {
    "ID_BIRTH_CALENDAR", "身份证号输入有误：号码中的出生日期不存在，请对照证件核对",
    "the birth in the identity number is not a day of the calendar"};
constexpr Message kBirthRange = {
    "ID_BIRTH_RANGE", "身份证号输入有误：号码中的出生日期应在1900年1月1日至今天之间",
    "the birth in the identity number is not between 1900-01-01 and today"};
constexpr Message kCheckDigit = {"ID_CHECK_DIGIT", "身份证号输入有误：校验码不符，请对照证件核对",
                                 "the check digit of the identity number does not match"};
constexpr Message kConverted = {"ID15_CONVERTED", "15位身份证号已换算为18位，请对照现行证件核对",
                                "a 15-digit identity number was converted to 18; please check it"};
constexpr Message kPermitPrefix = {
    "ID_PREFIX_RESIDENCE_PERMIT", "号码属于港澳台居民居住证，证件类型应选“港澳台居民居住证”",
    "the number belongs to a residence permit; the document type should be 07"};
constexpr Message kSequence000 = {"ID_SEQUENCE_000", "身份证号的顺序码为000，一般不会发放，请核对",
                                  "sequence 000 is not issued; please check"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int TwoDigits(absl::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// 17 digits and a digit or X.
bool HasShape(absl::string_view text) {
  if (text.size() != kLength) return false;
  return text::IsAllDigits(text.substr(0, kLength - 1)) && (IsDigit(text[17]) || text[17] == 'X');
}

bool IsProvince(int code) {
  switch (code / 10) {
    case 1:
      return code >= 11 && code <= 15;
    case 2:
      return code >= 21 && code <= 23;
    case 3:
      return code >= 31 && code <= 37;
    case 4:
      return code >= 41 && code <= 46;
    case 5:
      return code >= 50 && code <= 54;
    case 6:
      return code >= 61 && code <= 65;
    case 7:
      return code == 71;
    case 8:
      return code >= 81 && code <= 83;
    default:
      return false;
  }
}

bool HasHomoglyphOfX(absl::string_view text) {
  // Multiplication sign, Greek Chi and Cyrillic Ha, the letters in both cases.
  for (const absl::string_view x : {"\u00d7", "\u03a7", "\u03c7", "\u0425", "\u0445"}) {
    if (absl::StrContains(text, x)) return true;
  }
  return false;
}

// Turns what was typed into 17 digits and a digit or X, or says why it cannot.
const Message* Normalize(absl::string_view text, std::string* number, bool* converted) {
  std::optional<std::string> compact = text::CompactNumber(text, "");
  if (!compact) return &kNotUtf8;
  if (compact->empty()) return &kMissing;
  if (HasHomoglyphOfX(*compact)) return &kHomoglyph;
  if (text::LooksScientific(*compact)) return &kScientific;
  if (compact->size() == kOldLength && text::IsAllDigits(*compact)) {
    const absl::string_view old = *compact;
    if (!IsProvince(TwoDigits(old, 0))) return &kProvince;
    if (old.substr(12) >= "996") return &kCentenarian;
    *number = absl::StrCat(old.substr(0, 6), "19", old.substr(6));
    number->push_back(CitizenCheckCharacter(*number));
    *converted = true;
    return nullptr;
  }
  if (text::CodePointCount(*compact) != kLength) return &kLength18;
  if (!HasShape(*compact)) return &kShape;
  *number = *std::move(compact);
  return nullptr;
}

// What is wrong with a number that has the shape, or nullptr.
const Message* Check(absl::string_view number, const Date& birth, const Date& today) {
  if (!IsProvince(TwoDigits(number, 0))) return &kProvince;
  if (!IsCalendarDay(birth.year, birth.month, birth.day)) return &kBirthCalendar;
  if (birth < kEarliestDate || birth > today) return &kBirthRange;
  if (number[17] == CitizenCheckCharacter(number.substr(0, 17))) return nullptr;
  return absl::EndsWith(number, "000") ? &kTruncated : &kCheckDigit;
}

}  // namespace

char CitizenCheckCharacter(absl::string_view first17) {
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (first17.size() != kWeights.size()) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    if (!IsDigit(first17[i])) return '\0';
    sum += (first17[i] - '0') * kWeights[i];
  }
  return "10X98765432"[sum % 11];
}

Parsed<CitizenNumber> ParseCitizenNumber(absl::string_view text, Date today) {
  std::string number;
  bool converted = false;
  if (HasShape(text)) {
    number.assign(text.data(), text.size());
  } else if (const Message* refusal = Normalize(text, &number, &converted)) {
    return Refused<CitizenNumber>(*refusal);
  }
  const Date birth = {TwoDigits(number, 6) * 100 + TwoDigits(number, 8), TwoDigits(number, 10),
                      TwoDigits(number, 12)};
  if (const Message* refusal = Check(number, birth, today)) {
    return Refused<CitizenNumber>(*refusal);
  }
  std::vector<Finding> warnings;
  if (converted) warnings.push_back(WarningFinding(kConverted));
  if (number[0] == '8') warnings.push_back(WarningFinding(kPermitPrefix));
  if (number.compare(14, 3, "000") == 0) warnings.push_back(WarningFinding(kSequence000));
  const Sex sex = (number[16] - '0') % 2 == 1 ? Sex::kMale : Sex::kFemale;
  return Accepted(CitizenNumber(std::move(number), birth, sex), std::move(warnings));
}

}  // namespace mingce::gb
