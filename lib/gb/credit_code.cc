#include "lib/gb/credit_code.h"

#include <array>
#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

constexpr std::size_t kLength = 18;
constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

constexpr Message kMissing = {"FIELD_MISSING", "统一社会信用代码不能为空",
                              "the unified social credit code is missing"};
constexpr Message kScientific = {
    "USCC_SPREADSHEET_DAMAGED", "统一社会信用代码被Excel转成数字，请将该列设为文本格式后重新填写",
    "a spreadsheet turned the code into 1.2E+17; set the column to text and enter it anew"};
constexpr Message kOldRegistration = {
    "USCC_OLD_REGISTRATION_NO", "此为15位旧营业执照注册号，请填写18位统一社会信用代码",
    "a 15-digit business licence number; give the 18-character unified social credit code"};
constexpr Message kOrganizationCode = {
    "USCC_ORG_CODE", "此为9位组织机构代码，请填写18位统一社会信用代码",
    "a 9-character organisation code; give the 18-character unified social credit code"};
constexpr Message kLength18 = {"USCC_LENGTH", "统一社会信用代码格式错误：必须是18位",
                               "a unified social credit code has 18 characters"};
constexpr Message kShape = {"USCC_SHAPE", "统一社会信用代码格式错误：只能含数字和英文大写字母",
                            "a unified social credit code has digits and Latin letters only"};
constexpr Message kDeptCategory = {
    "USCC_DEPT_CATEGORY", "统一社会信用代码格式错误：前两位（登记部门和机构类别）不存在，请核对",
    "the first two characters are not a department and category of the standard"};
constexpr Message kDivision = {"USCC_DIVISION_DIGITS",
                               "统一社会信用代码格式错误：第3至8位（行政区划码）应为数字",
                               "characters 3 to 8, the division, are digits"};
constexpr Message kCheckChar = {"USCC_CHECK_CHAR",
                                "统一社会信用代码格式错误：校验码不符，请对照证书核对",
                                "the check character of the credit code does not match"};
constexpr Message kUnlisted = {"USCC_CATEGORY_UNLISTED", "机构类别99不在国家标准表内，请核对",
                               "category 99 is not in the table of the standard; please check"};
constexpr Message kBody = {
    "USCC_BODY_CHECK", "代码中组织机构代码部分的校验位不符，请对照证书核对",
    "the check of the organisation code inside does not match; please check"};
constexpr Message kNotUnion = {
    "USCC_ROLE_MISMATCH", "应填工会的统一社会信用代码（以8开头），现为单位的代码，请检查是否填反",
    "a trade union's own code starts with 8; this is the code of a unit"};
constexpr Message kNotUnit = {
    "USCC_ROLE_MISMATCH",
    "应填所在单位的统一社会信用代码，现为工会的代码（以8开头），请检查是否填反",
    "this is the code of a trade union (starts with 8); give the code of its host unit"};

constexpr Message kLetterI = {"USCC_ALPHABET", "统一社会信用代码格式错误：代码不用字母I，疑为数字1",
                              "the letter I is not used in codes; perhaps the digit 1"};
constexpr Message kLetterO = {"USCC_ALPHABET", "统一社会信用代码格式错误：代码不用字母O，疑为数字0",
                              "the letter O is not used in codes; perhaps the digit 0"};
constexpr Message kLetterZ = {"USCC_ALPHABET", "统一社会信用代码格式错误：代码不用字母Z，疑为数字2",
                              "the letter Z is not used in codes; perhaps the digit 2"};
constexpr Message kLetterS = {"USCC_ALPHABET", "统一社会信用代码格式错误：代码不用字母S，疑为数字5",
                              "the letter S is not used in codes; perhaps the digit 5"};
constexpr Message kLetterV = {"USCC_ALPHABET", "统一社会信用代码格式错误：代码不用字母V，请核对",
                              "the letter V is not used in codes"};

// Value of a character in GB 32100, -1 where the alphabet does not have it.
constexpr std::array<signed char, 128> kValues = [] {
  std::array<signed char, 128> values{};
  for (signed char& value : values) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<std::size_t>(kAlphabet[i])] = static_cast<signed char>(i);
  }
  return values;
}();

int ValueOf(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < kValues.size() ? kValues[byte] : -1;
}

// Value of a character in GB 11714, where all letters count; -1 for other characters.
int Base36(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

bool HasShape(absl::string_view text) {
  if (text.size() != kLength) return false;
  for (const char c : text) {
    if (Base36(c) < 0) return false;
  }
  return true;
}

// Turns what was typed into 18 digits and letters, or says why it cannot.
const Message* Normalize(absl::string_view text, std::string* code) {
  std::optional<std::string> compact = text::CompactNumber(text, "-");
  if (!compact) return &kNotUtf8;
  if (compact->empty()) return &kMissing;
  if (text::LooksScientific(*compact)) return &kScientific;
  if (compact->size() == 15 && text::IsAllDigits(*compact)) return &kOldRegistration;
  if (compact->size() == 9 && Base36(compact->back()) >= 0 &&
      OrganizationCodeCheckCharacter(absl::string_view(*compact).substr(0, 8)) != '\0') {
    return &kOrganizationCode;
  }
  if (text::CodePointCount(*compact) != kLength) return &kLength18;
  if (!HasShape(*compact)) return &kShape;
  *code = *std::move(compact);
  return nullptr;
}

const Message* CheckAlphabet(absl::string_view code) {
  for (const char c : code) {
    if (ValueOf(c) >= 0) continue;
    switch (c) {
      case 'I':
        return &kLetterI;
      case 'O':
        return &kLetterO;
      case 'Z':
        return &kLetterZ;
      case 'S':
        return &kLetterS;
      default:
        return &kLetterV;
    }
  }
  return nullptr;
}

// The categories of each department; category 9 of department 9 is accepted with a warning.
absl::string_view CategoriesOf(char department) {
  switch (department) {
    case '1':
      return "1239";  // establishment: organ, institution, mass organisation, other
    case '2':
      return "19";  // foreign affairs
    case '3':
      return "123459";  // justice
    case '4':
      return "19";  // culture
    case '5':
      return "1239";  // civil affairs: society, private non-enterprise, foundation, other
    case '6':
      return "129";  // tourism
    case '7':
      return "129";  // religion
    case '8':
      return "19";  // trade unions: base union, other
    case '9':
      return "1239";  // market: enterprise, individual business, cooperative
    case 'A':
      return "19";  // central military commission
    case 'N':
      return "1239";  // agriculture: collective economic organisations
    case 'Y':
      return "1";  // other
    default:
      return "";
  }
}

// What is wrong with 18 digits and letters, or nullptr.
const Message* Check(absl::string_view code) {
  if (const Message* refusal = CheckAlphabet(code)) return refusal;
  if (!absl::StrContains(CategoriesOf(code[0]), code[1])) return &kDeptCategory;
  if (!text::IsAllDigits(code.substr(2, 6))) return &kDivision;
  if (code[17] != CreditCodeCheckCharacter(code.substr(0, 17))) return &kCheckChar;
  return nullptr;
}

Parsed<CreditCode> ParseForRole(absl::string_view text, bool want_union) {
  Parsed<CreditCode> code = ParseCreditCode(text);
  if (!code.ok() || code.value->IsUnionCode() == want_union) return code;
  return Refused<CreditCode>(want_union ? kNotUnion : kNotUnit);
}

}  // namespace

char CreditCodeCheckCharacter(absl::string_view first17) {
  if (first17.size() != kLength - 1) return '\0';
  int sum = 0;
  int weight = 1;  // powers of 3 modulo 31
  for (const char c : first17) {
    const int value = ValueOf(c);
    if (value < 0) return '\0';
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

char OrganizationCodeCheckCharacter(absl::string_view first8) {
  constexpr std::array<int, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  if (first8.size() != kWeights.size()) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const int value = Base36(first8[i]);
    if (value < 0) return '\0';
    sum += value * kWeights[i];
  }
  return "0X987654321"[sum % 11];  // 11 - sum % 11, where 10 is X and 11 is 0
}

Parsed<CreditCode> ParseCreditCode(absl::string_view text) {
  std::string code;
  if (HasShape(text)) {
    code.assign(text.data(), text.size());
  } else if (const Message* refusal = Normalize(text, &code)) {
    return Refused<CreditCode>(*refusal);
  }
  if (const Message* refusal = Check(code)) return Refused<CreditCode>(*refusal);
  std::vector<Finding> warnings;
  if (code[0] == '9' && code[1] == '9') warnings.push_back(WarningFinding(kUnlisted));
  if (code[16] != OrganizationCodeCheckCharacter(absl::string_view(code).substr(8, 8))) {
    warnings.push_back(WarningFinding(kBody));
  }
  return Accepted(CreditCode(std::move(code)), std::move(warnings));
}

Parsed<CreditCode> ParseUnionCode(absl::string_view text) { return ParseForRole(text, true); }

Parsed<CreditCode> ParseUnitCode(absl::string_view text) { return ParseForRole(text, false); }

}  // namespace mingce::gb
