#include "lib/gb/document.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/gb/nationality.h"
#include "lib/gb/travel_permit.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

using Document = Parsed<IdentityDocument>;

constexpr std::size_t kMaxOther = 25;

constexpr Message kMissing = {"FIELD_MISSING", "证件号码不能为空",
                              "the document number is missing"};
constexpr Message kScientific = {
    "ID_SPREADSHEET_DAMAGED", "证件号码被Excel转成数字，请将该列设为文本格式后重新填写",
    "a spreadsheet turned the number into 1.2E+17; set the column to text and enter it anew"};
constexpr Message kType = {"DOCUMENT_TYPE", "证件类型错误，请在下拉键中选择",
                           "there is no such document type"};
constexpr Message kChinesePassport = {
    "PASSPORT_SHAPE", "护照号码格式错误：中国护照为字母E或G（或DE、SE、PE）加数字，共9位",
    "a Chinese passport number is E or G, or DE, SE or PE, and digits, nine in all"};
constexpr Message kForeignPassport = {"PASSPORT_SHAPE",
                                      "护照号码格式错误：应为5至17位数字和英文大写字母",
                                      "a passport number is 5 to 17 digits and letters"};
constexpr Message kPassportChinese = {"PASSPORT_CHINESE", "国籍为中国，证件类型应选“护照”",
                                      "the nationality is Chinese; the document type should be 03"};
constexpr Message kResidencePrefix = {
    "RESIDENCE_PERMIT_PREFIX", "证件号码格式错误：港澳台居民居住证应以810000、820000或830000开头",
    "the number of a residence permit starts with 810000, 820000 or 830000"};
constexpr Message kResidenceLength = {"ID_LENGTH", "证件号码格式错误：港澳台居民居住证必须是18位",
                                      "the number of a residence permit has 18 characters"};
constexpr Message kPermanentShape = {
    "PERMANENT_RESIDENCE_SHAPE",
    "证件号码格式错误：永久居留身份证为3个字母加12位数字，或以9开头的18位号码",
    "a permanent residence number is 3 letters and 12 digits, or 18 characters starting with 9"};
constexpr Message kCheckDigit = {"ID_CHECK_DIGIT", "证件号码输入有误：校验码不符，请对照证件核对",
                                 "the check digit of the document number does not match"};
constexpr Message kBirthCalendar = {
    "ID_BIRTH_CALENDAR", "证件号码输入有误：号码中的出生日期不存在，请对照证件核对",
    "the birth in the document number is not a day of the calendar"};
constexpr Message kBirthRange = {
    "ID_BIRTH_RANGE", "证件号码输入有误：号码中的出生日期应在1900年1月1日至今天之间",
    "the birth in the document number is not between 1900-01-01 and today"};
constexpr Message kMilitary = {
    "MILITARY_SHAPE", "证件号码格式错误：应为“某字第”加4至8位数字或字母，例如 军字第0000001号",
    "written as 军字第0000001号: Han characters, 字第, 4 to 8 digits"};
constexpr Message kPolice = {"POLICE_SHAPE", "证件号码格式错误：人民警察证为6至8位数字",
                             "the number of a police card is 6 to 8 digits"};
constexpr Message kCharacter = {"DOCUMENT_CHARACTER", "证件号码格式错误：含有不可用的字符",
                                "the document number has a character that cannot be used"};
constexpr Message kLength = {"DOCUMENT_LENGTH", "证件号码格式错误：不能超过25个字符",
                             "a document number has at most 25 characters"};

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsUpper(char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); }
bool IsUpperOrDigit(char c) { return IsUpper(c) || IsDigit(c); }

template <typename Predicate>
bool All(absl::string_view text, Predicate predicate) {
  for (const char c : text) {
    if (!predicate(c)) return false;
  }
  return true;
}

Document Whole(DocumentType type, absl::string_view space, std::string number) {
  std::string key = absl::StrCat(space, ":", number);
  return Accepted(IdentityDocument{type, std::move(number), std::move(key), {}, {}});
}

Document FromCitizenNumber(DocumentType type, const CitizenNumber& number,
                           std::vector<Finding> warnings) {
  return Accepted(IdentityDocument{type, number.text(), absl::StrCat("CN:", number.text()),
                                   number.birth(), number.sex()},
                  std::move(warnings));
}

Document Citizen(DocumentType type, absl::string_view text, Date today) {
  Parsed<CitizenNumber> number = ParseCitizenNumber(text, today);
  if (!number.ok()) return Refused<IdentityDocument>(std::move(number.findings));
  return FromCitizenNumber(type, *number.value, std::move(number.findings));
}

// The prefix that is a warning on a citizen's card is the rule here, and no card had 15 digits.
Document Residence(absl::string_view text, Date today) {
  Parsed<CitizenNumber> number = ParseCitizenNumber(text, today);
  if (!number.ok()) return Refused<IdentityDocument>(std::move(number.findings));
  const absl::string_view area = absl::string_view(number.value->text()).substr(0, 6);
  if (area != "810000" && area != "820000" && area != "830000") {
    return Refused<IdentityDocument>(kResidencePrefix);
  }
  std::vector<Finding> warnings;
  for (Finding& finding : number.findings) {
    if (finding.reason == "ID15_CONVERTED") return Refused<IdentityDocument>(kResidenceLength);
    if (finding.reason != "ID_PREFIX_RESIDENCE_PERMIT") warnings.push_back(std::move(finding));
  }
  return FromCitizenNumber(DocumentType::kResidencePermit, *number.value, std::move(warnings));
}

Document Permit(DocumentType type, absl::string_view space, Parsed<TravelPermit> permit) {
  if (!permit.ok()) return Refused<IdentityDocument>(std::move(permit.findings));
  std::string key = absl::StrCat(space, ":", permit.value->person);
  return Accepted(IdentityDocument{type, std::move(permit.value->number), std::move(key), {}, {}},
                  std::move(permit.findings));
}

// E and eight digits; E, a letter other than I and O, seven digits; G and eight digits; DE, SE or
// PE and seven digits.
bool IsChinesePassport(absl::string_view number) {
  if (number.size() != 9 || !All(number.substr(2), IsDigit)) return false;
  const char first = number[0];
  const char second = number[1];
  if (second == 'E' && (first == 'D' || first == 'S' || first == 'P')) return true;
  if (first == 'G') return IsDigit(second);
  return first == 'E' && IsUpperOrDigit(second) && second != 'I' && second != 'O';
}

Document ChinesePassport(std::string number) {
  if (!IsChinesePassport(number)) return Refused<IdentityDocument>(kChinesePassport);
  return Whole(DocumentType::kChinesePassport, "PASSPORT:CHN", std::move(number));
}

Document ForeignPassport(std::string number, absl::string_view nationality) {
  const Parsed<std::string> country = ParseNationality(nationality);
  if (!country.ok()) return Refused<IdentityDocument>(country.findings);
  if (number.size() < 5 || number.size() > 17 || !All(number, IsUpperOrDigit)) {
    return Refused<IdentityDocument>(kForeignPassport);
  }
  Document out = Whole(DocumentType::kForeignPassport, absl::StrCat("PASSPORT:", *country.value),
                       std::move(number));
  if (*country.value == "CHN") out.findings.push_back(WarningFinding(kPassportChinese));
  return out;
}

// Edition of 2017: three letters and twelve digits. Edition of 2023: 9, province (2), country (3),
// birth (8), sequence (3), check (1), the last as on a citizen's card.
Document PermanentResidence(std::string number, Date today) {
  const absl::string_view all = number;
  constexpr DocumentType kThis = DocumentType::kPermanentResidence;
  if (all.size() == 15 && All(all.substr(0, 3), IsUpper) && All(all.substr(3), IsDigit)) {
    return Whole(kThis, "PR08", std::move(number));
  }
  const bool edition_2023 = all.size() == 18 && all[0] == '9' && All(all.substr(0, 17), IsDigit) &&
                            (IsDigit(all[17]) || all[17] == 'X');
  if (!edition_2023) return Refused<IdentityDocument>(kPermanentShape);
  const auto two = [all](std::size_t at) { return (all[at] - '0') * 10 + (all[at + 1] - '0'); };
  const Date birth = {two(6) * 100 + two(8), two(10), two(12)};
  if (!IsCalendarDay(birth.year, birth.month, birth.day)) {
    return Refused<IdentityDocument>(kBirthCalendar);
  }
  if (birth < kEarliestDate || birth > today) return Refused<IdentityDocument>(kBirthRange);
  if (all[17] != CitizenCheckCharacter(all.substr(0, 17))) {
    return Refused<IdentityDocument>(kCheckDigit);
  }
  const Sex sex = (all[16] - '0') % 2 == 1 ? Sex::kMale : Sex::kFemale;
  Document out = Whole(kThis, "PR08", std::move(number));
  out.value->birth = birth;
  out.value->sex = sex;
  return out;
}

// One to four Han characters, 字第, four to eight digits or letters, 号. The 号 may be left out in
// the text; it is always in the canonical number.
Document Military(DocumentType type, absl::string_view space, std::string number) {
  absl::string_view rest = number;
  absl::ConsumeSuffix(&rest, "号");
  const std::size_t at = rest.find("字第");
  if (at == absl::string_view::npos) return Refused<IdentityDocument>(kMilitary);
  const absl::string_view serial = rest.substr(at + absl::string_view("字第").size());
  const absl::string_view arm = rest.substr(0, at);
  bool sound = text::CodePointCount(arm) >= 1 && text::CodePointCount(arm) <= 4 &&
               serial.size() >= 4 && serial.size() <= 8 && All(serial, IsUpperOrDigit);
  for (std::size_t pos = 0; sound && pos < arm.size();) {
    const char32_t c = text::NextCodePoint(arm, &pos);
    sound = c >= 0x4E00 && c <= 0x9FA5;
  }
  if (!sound) return Refused<IdentityDocument>(kMilitary);
  return Whole(type, space, absl::StrCat(rest, "号"));
}

Document Police(std::string number) {
  if (number.size() < 6 || number.size() > 8 || !All(number, IsDigit)) {
    return Refused<IdentityDocument>(kPolice);
  }
  return Whole(DocumentType::kPoliceCard, "POLICE11", std::move(number));
}

// Controls, direction marks and what has no meaning elsewhere.
bool IsUnusable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

Document Other(std::string number) {
  for (std::size_t pos = 0; pos < number.size();) {
    if (IsUnusable(text::NextCodePoint(number, &pos))) return Refused<IdentityDocument>(kCharacter);
  }
  if (text::CodePointCount(number) > kMaxOther) return Refused<IdentityDocument>(kLength);
  return Whole(DocumentType::kOther, "OTHER99", std::move(number));
}

// Types whose numbers need no parser of their own.
Document ParsePlain(DocumentType type, absl::string_view text, absl::string_view nationality,
                    Date today) {
  const bool keeps_signs = type == DocumentType::kOther;
  std::optional<std::string> number = text::CompactNumber(text, keeps_signs ? "" : "-()");
  if (!number) return Refused<IdentityDocument>(kNotUtf8);
  if (number->empty()) return Refused<IdentityDocument>(kMissing);
  if (text::LooksScientific(*number)) return Refused<IdentityDocument>(kScientific);
  switch (type) {
    case DocumentType::kChinesePassport:
      return ChinesePassport(*std::move(number));
    case DocumentType::kForeignPassport:
      return ForeignPassport(*std::move(number), nationality);
    case DocumentType::kPermanentResidence:
      return PermanentResidence(*std::move(number), today);
    case DocumentType::kOfficerCard:
      return Military(type, "OFFICER09", *std::move(number));
    case DocumentType::kSoldierCard:
      return Military(type, "SOLDIER10", *std::move(number));
    case DocumentType::kPoliceCard:
      return Police(*std::move(number));
    case DocumentType::kOther:
      return Other(*std::move(number));
    default:
      return Refused<IdentityDocument>(kType);
  }
}

}  // namespace

std::optional<DocumentType> DocumentTypeFromCode(absl::string_view code) {
  if (code.size() != 2 || !All(code, IsDigit)) return std::nullopt;
  const int number = (code[0] - '0') * 10 + (code[1] - '0');
  if ((number < 1 || number > 12) && number != 99) return std::nullopt;
  return static_cast<DocumentType>(number);
}

std::string DocumentTypeCode(DocumentType type) {
  return absl::StrCat(absl::Dec(static_cast<int>(type), absl::kZeroPad2));
}

Parsed<IdentityDocument> ParseDocument(DocumentType type, absl::string_view text,
                                       absl::string_view nationality, Date today) {
  switch (type) {
    case DocumentType::kCitizenCard:
    case DocumentType::kTemporaryCitizenCard:
    case DocumentType::kHouseholdRegister:
      return Citizen(type, text, today);
    case DocumentType::kResidencePermit:
      return Residence(text, today);
    case DocumentType::kHongKongMacaoPermit:
      return Permit(type, "HMT05", ParseHongKongMacaoPermit(text));
    case DocumentType::kTaiwanPermit:
      return Permit(type, "TW06", ParseTaiwanPermit(text));
    default:
      return ParsePlain(type, text, nationality, today);
  }
}

}  // namespace mingce::gb
