#include "lib/gb/travel_permit.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "lib/text/normalize.h"

namespace mingce::gb {
namespace {

constexpr std::size_t kDigits = 8;       // of the part that names the person
constexpr std::size_t kLongDigits = 10;  // with the two that count issues

constexpr Message kMissing = {"FIELD_MISSING", "证件号码不能为空",
                              "the document number is missing"};
constexpr Message kScientific = {
    "ID_SPREADSHEET_DAMAGED", "证件号码被Excel转成数字，请将该列设为文本格式后重新填写",
    "a spreadsheet turned the number into 1E+7; set the column to text and enter it anew"};
constexpr Message kType07 = {"HMT_TYPE_07",
                             "此为港澳台居民居住证号码，证件类型应选“港澳台居民居住证”",
                             "the number of a residence permit; the document type should be 07"};
constexpr Message kShapeHongKong = {
    "HMT_SHAPE", "证件号码格式错误：港澳居民来往内地通行证为字母H或M加8位或10位数字",
    "a Hong Kong or Macao permit is H or M and 8 or 10 digits"};
constexpr Message kShapeTaiwan = {"HMT_SHAPE", "证件号码格式错误：台湾居民来往大陆通行证为8位数字",
                                  "a Taiwan permit is 8 digits"};
constexpr Message kPrefixHongKong = {
    "HMT_PREFIX", "证件号码格式错误：应以字母H（香港）或M（澳门）开头，请核对证件类型",
    "a Hong Kong or Macao permit starts with H or M; check the document type"};
constexpr Message kPrefixTaiwan = {
    "HMT_PREFIX", "证件号码格式错误：台湾居民来往大陆通行证以数字开头，请核对证件类型",
    "a Taiwan permit starts with a digit; check the document type"};
constexpr Message kLetterForDigit = {"HMT_LETTER_FOR_DIGIT",
                                     "证件号码格式错误：含有字母O或I，疑为数字0或1，请核对",
                                     "a letter O or I, perhaps the digit 0 or 1; please check"};
constexpr Message kLengthHongKong = {"HMT_LENGTH",
                                     "证件号码格式错误：字母之后应为8位或10位数字，请核对位数",
                                     "8 or 10 digits follow the letter"};
constexpr Message kLengthTaiwan = {"HMT_LENGTH",
                                   "证件号码格式错误：应为8位数字（开头的0不能省略），请核对位数",
                                   "a Taiwan permit has 8 digits, leading zeros included"};
constexpr Message kLegacy = {"HMT_LEGACY", "旧版台胞证号码，请核对是否已换发新证",
                             "a permit of the old form; check whether a new one has been issued"};

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsUpper(char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); }

// The text as digits and upper-case letters, or why not.
const Message* Normalize(absl::string_view text, const Message& shape, std::string* number) {
  std::optional<std::string> compact = text::CompactNumber(text, "-()");
  if (!compact) return &kNotUtf8;
  if (compact->empty()) return &kMissing;
  if (text::LooksScientific(*compact)) return &kScientific;
  for (const char c : *compact) {
    if (!IsDigit(c) && !IsUpper(c)) return &shape;
  }
  const bool residence_permit = compact->size() == 18 && (*compact)[0] == '8' &&
                                text::IsAllDigits(absl::string_view(*compact).substr(0, 17));
  if (residence_permit) return &kType07;
  *number = *std::move(compact);
  return nullptr;
}

// What is wrong with a text that should be digits and is not.
const Message& LetterAmong(absl::string_view digits, const Message& shape) {
  for (const char c : digits) {
    if (!IsDigit(c) && c != 'O' && c != 'I') return shape;
  }
  return kLetterForDigit;
}

}  // namespace

Parsed<TravelPermit> ParseHongKongMacaoPermit(absl::string_view text) {
  std::string number;
  if (const Message* refusal = Normalize(text, kShapeHongKong, &number)) {
    return Refused<TravelPermit>(*refusal);
  }
  if (number[0] != 'H' && number[0] != 'M') return Refused<TravelPermit>(kPrefixHongKong);
  const absl::string_view digits = absl::string_view(number).substr(1);
  if (!text::IsAllDigits(digits)) return Refused<TravelPermit>(LetterAmong(digits, kShapeHongKong));
  if (digits.size() != kDigits && digits.size() != kLongDigits) {
    return Refused<TravelPermit>(kLengthHongKong);
  }
  std::string person = number.substr(0, 1 + kDigits);
  return Accepted(TravelPermit{std::move(number), std::move(person)});
}

Parsed<TravelPermit> ParseTaiwanPermit(absl::string_view text) {
  std::string number;
  if (const Message* refusal = Normalize(text, kShapeTaiwan, &number)) {
    return Refused<TravelPermit>(*refusal);
  }
  if (!IsDigit(number[0])) return Refused<TravelPermit>(kPrefixTaiwan);
  absl::string_view digits = number;
  if (digits.size() == kLongDigits + 1 && IsUpper(digits.back())) digits.remove_suffix(1);
  if (!text::IsAllDigits(digits)) return Refused<TravelPermit>(LetterAmong(digits, kShapeTaiwan));
  if (digits.size() != kDigits && digits.size() != kLongDigits) {
    return Refused<TravelPermit>(kLengthTaiwan);
  }
  std::vector<Finding> warnings;
  if (digits.size() == kLongDigits) warnings.push_back(WarningFinding(kLegacy));
  std::string person = number.substr(0, kDigits);
  return Accepted(TravelPermit{std::move(number), std::move(person)}, std::move(warnings));
}

}  // namespace mingce::gb
