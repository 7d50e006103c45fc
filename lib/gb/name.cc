#include "lib/gb/name.h"

#include <optional>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "lib/gb/name_forms.h"
#include "lib/text/normalize.h"
#include "lib/text/utf8.h"

namespace mingce::gb {
namespace {

constexpr std::size_t kMaxHanPart = 25;
constexpr std::size_t kMaxHan = 50;
constexpr std::size_t kMinLatin = 2;
constexpr std::size_t kMaxLatin = 64;
constexpr char32_t kMiddleDot = 0x00B7;

constexpr Message kMissing = {"FIELD_MISSING", "姓名不能为空", "the name is missing"};
constexpr Message kDigit = {"NAME_DIGIT", "姓名错误：不能含数字", "a name has no digits"};
constexpr Message kPrivateUse = {
    "NAME_PUA", "姓名错误：含有自造字，请用规范字符重新录入",
    "a private-use character; enter the name with standard characters"};
constexpr Message kCompatibility = {
    "NAME_COMPAT_IDEOGRAPH", "姓名错误：含有兼容汉字，请用规范字符重新录入",
    "a compatibility ideograph; enter the name with standard characters"};
constexpr Message kCharacter = {
    "NAME_CHARACTER", "姓名错误：只能含汉字和间隔号“·”，或英文字母，不能含其他符号",
    "a name has Han characters and the middle dot, or Latin letters, and no other sign"};
constexpr Message kMixed = {"NAME_MIXED_SCRIPT", "姓名错误：汉字和英文字母不能混用",
                            "a name is in Han characters or in Latin letters, not both"};
constexpr Message kTest = {"NAME_PLACEHOLDER", "姓名错误：疑为测试数据，请填写真实姓名",
                           "a test entry; give the real name"};
constexpr Message kDot = {"NAME_DOT", "姓名错误：间隔号“·”不能在首尾，也不能连用",
                          "the middle dot stands between two parts of a name"};
constexpr Message kTooShort = {"NAME_TOO_SHORT", "姓名错误：英文姓名至少两个字母",
                               "a Latin name has at least two letters"};
constexpr Message kTooLong = {"NAME_TOO_LONG", "姓名错误：姓名过长，汉字每段不超过25个字",
                              "the name is too long: 25 Han characters a part, 64 Latin letters"};
constexpr Message kSingle = {"NAME_SINGLE_CHARACTER", "姓名只有一个字，请核对",
                             "the name has one character only; please check"};
constexpr Message kHonorific = {
    "NAME_HONORIFIC", "姓名含有称谓，请填写证件上的姓名",
    "the name ends in a form of address; give the name of the document"};

bool Between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool IsLatinLetter(char32_t c) { return Between(c | 0x20, U'a', U'z') && c < 0x80; }

// The dots that people and their input methods make for U+00B7; full-width forms are already half
// width.
constexpr std::u32string_view kDots =
    U"\u00B7\u0387\u16EB\u2022\u2024\u2027\u2219\u22C5\u25CF\u2E31\u2E33\u3002\u30FB\u318D"
    U"\uA78F\uFE52\uFF61\uFF65.";

bool IsDot(char32_t c) { return kDots.find(c) != std::u32string_view::npos; }

bool IsApostrophe(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC; }

bool IsPrivateUse(char32_t c) {
  return Between(c, 0xE000, 0xF8FF) || Between(c, 0xF0000, 0xFFFFD) ||
         Between(c, 0x100000, 0x10FFFD);
}

bool IsCompatibilityIdeograph(char32_t c) {
  return Between(c, 0xF900, 0xFAFF) || Between(c, 0x2F800, 0x2FA1F);
}

// The code points of `text` in half width, without zero-width characters and without blanks at
// either end, each run of blanks as one space. nullopt where `text` is not UTF-8.
std::optional<std::u32string> Clean(absl::string_view text) {
  std::u32string out;
  bool blank = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::NextCodePoint(text, &pos);
    if (c == text::kInvalidCodePoint) return std::nullopt;
    if (text::IsZeroWidth(c)) continue;
    if (text::IsBlank(c)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out.push_back(U' ');
    blank = false;
    out.push_back(text::HalfWidth(c));
  }
  return out;
}

// What is wrong with the characters, each by itself; tells which scripts there are.
const Message* CheckCharacters(std::u32string_view name, bool* han, bool* latin) {
  for (const char32_t c : name) {
    if (IsUnifiedIdeograph(c)) {
      *han = true;
    } else if (IsLatinLetter(c)) {
      *latin = true;
    } else if (Between(c, U'0', U'9')) {
      return &kDigit;
    } else if (IsPrivateUse(c)) {
      return &kPrivateUse;
    } else if (IsCompatibilityIdeograph(c)) {
      return &kCompatibility;
    } else if (!IsDot(c) && !IsApostrophe(c) && c != U'-' && c != U' ') {
      return &kCharacter;
    }
  }
  if (*han && *latin) return &kMixed;
  return *han || *latin ? nullptr : &kCharacter;
}

bool EndsWith(std::u32string_view name, std::u32string_view end) {
  return name.size() > end.size() && name.substr(name.size() - end.size()) == end;
}

// Makes the dots U+00B7, removes the blanks, and says what is wrong, or nullptr.
const Message* FinishHan(std::u32string* name) {
  std::size_t kept = 0;
  std::size_t part = 0;
  for (const char32_t c : *name) {
    if (c == U' ') continue;
    if (IsDot(c)) {
      if (part == 0) return &kDot;
      part = 0;
      (*name)[kept++] = kMiddleDot;
      continue;
    }
    if (!IsUnifiedIdeograph(c)) return &kCharacter;
    if (++part > kMaxHanPart) return &kTooLong;
    (*name)[kept++] = c;
  }
  name->resize(kept);
  if (part == 0) return &kDot;
  if (name->size() > kMaxHan) return &kTooLong;
  return name->find(U"测试") == std::u32string::npos ? nullptr : &kTest;
}

// Makes the apostrophes ASCII, and says what is wrong, or nullptr.
const Message* FinishLatin(std::u32string* name) {
  if (!IsLatinLetter(name->front())) return &kCharacter;
  for (char32_t& c : *name) {
    if (IsApostrophe(c)) c = U'\'';
    if (c >= 0x80) return &kCharacter;
  }
  if (name->size() < kMinLatin) return &kTooShort;
  return name->size() > kMaxLatin ? &kTooLong : nullptr;
}

}  // namespace

bool IsUnifiedIdeograph(char32_t c) {
  if (Between(c, 0x4E00, 0x9FFF) || Between(c, 0x3400, 0x4DBF)) return true;
  if (Between(c, 0x20000, 0x2A6DF) || Between(c, 0x2A700, 0x2EBEF) ||
      Between(c, 0x2EBF0, 0x2EE5D) || Between(c, 0x30000, 0x323AF)) {
    return true;
  }
  switch (c) {  // the twelve of the compatibility block that have no mapping
    case 0xFA0E:
    case 0xFA0F:
    case 0xFA11:
    case 0xFA13:
    case 0xFA14:
    case 0xFA1F:
    case 0xFA21:
    case 0xFA23:
    case 0xFA24:
    case 0xFA27:
    case 0xFA28:
    case 0xFA29:
      return true;
    default:
      return false;
  }
}

std::string PersonName::MatchKey() const {
  std::string key;
  for (std::size_t pos = 0; pos < text_.size();) {
    const char32_t c = text::NextCodePoint(text_, &pos);
    if (c == kMiddleDot) continue;
    if (c < 0x80) {
      key.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
    } else {
      text::AppendUtf8(StandardForm(c), &key);
    }
  }
  return key;
}

Parsed<PersonName> ParsePersonName(absl::string_view text) {
  std::optional<std::u32string> name = Clean(text);
  if (!name) return Refused<PersonName>(kNotUtf8);
  if (name->empty()) return Refused<PersonName>(kMissing);
  bool han = false;
  bool latin = false;
  if (const Message* refusal = CheckCharacters(*name, &han, &latin)) {
    return Refused<PersonName>(*refusal);
  }
  if (const Message* refusal = han ? FinishHan(&*name) : FinishLatin(&*name)) {
    return Refused<PersonName>(*refusal);
  }
  std::vector<Finding> warnings;
  if (name->size() == 1) warnings.push_back(WarningFinding(kSingle));
  for (const std::u32string_view address : {U"先生", U"女士", U"小姐", U"同志"}) {
    if (EndsWith(*name, address)) warnings.push_back(WarningFinding(kHonorific));
  }
  return Accepted(PersonName(text::EncodeUtf8(*name)), std::move(warnings));
}

}  // namespace mingce::gb
