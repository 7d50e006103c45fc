#include "lib/gb/mobile.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/text/normalize.h"

namespace mingce::gb {
namespace {

constexpr std::size_t kLength = 11;

constexpr Message kMissing = {"FIELD_MISSING", "手机号不能为空", "the mobile number is missing"};
constexpr Message kPhoneMissing = {"FIELD_MISSING", "联系电话为空",
                                   "the telephone number is missing"};
constexpr Message kScientific = {
    "MOBILE_SPREADSHEET_DAMAGED", "手机号被Excel转成数字，请将该列设为文本格式后重新填写",
    "a spreadsheet turned the number into 1.2E+10; set the column to text and enter it anew"};
constexpr Message kMultiple = {"MOBILE_MULTIPLE", "手机号格式错误：填写了多个号码，只填一个",
                               "more than one number; give one"};
constexpr Message kShape = {"MOBILE_SHAPE", "手机号格式错误：只能填写数字，请重新输入",
                            "a telephone number has digits only; type it anew"};
constexpr Message kLandline = {"MOBILE_LANDLINE", "手机号格式错误：此为座机号码，请填写11位手机号",
                               "a landline; give a mobile number"};
constexpr Message kLength11 = {"MOBILE_LENGTH", "手机号格式错误：必须是11位",
                               "a mobile number has 11 digits"};
constexpr Message kSegment = {"MOBILE_SEGMENT", "手机号格式错误：应以13至19开头",
                              "a mobile number starts with 13 to 19"};
constexpr Message kIot = {"MOBILE_IOT_SEGMENT", "该号段为物联网专用号段，请核对手机号",
                          "this segment is for machines; please check"};
constexpr Message kUnknown = {"MOBILE_SEGMENT_UNKNOWN", "未知的手机号段，请核对",
                              "the segment is not known; please check"};
constexpr Message kPlaceholder = {"MOBILE_PLACEHOLDER", "手机号疑似随意填写，请核对",
                                  "the number looks like a placeholder; please check"};
constexpr Message kPhoneLandline = {"PHONE_LANDLINE",
                                    "联系电话格式错误，座机请按 区号-号码 填写，例如 0736-6600000",
                                    "a landline is written as area code and number: 0736-6600000"};
constexpr Message kAreaCode = {"PHONE_AREA_CODE_MISSING",
                               "联系电话格式错误：座机请加区号，例如 0736-6600000",
                               "a landline needs its area code: 0736-6600000"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Two runs of at least seven digits with something else than a dash between them.
bool HoldsTwoNumbers(absl::string_view compact) {
  std::size_t run = 0;
  int long_runs = 0;
  for (const char c : compact) {
    run = IsDigit(c) ? run + 1 : 0;
    if (run == 7) ++long_runs;
  }
  return long_runs > 1;
}

// Removes the country code before eleven digits.
absl::string_view WithoutCountryCode(absl::string_view number) {
  for (const absl::string_view prefix : {"+86", "0086", "86"}) {
    if (number.size() == prefix.size() + kLength && absl::StartsWith(number, prefix)) {
      return number.substr(prefix.size());
    }
  }
  return number;
}

bool IsForMachines(char second, char third) {
  return second == '4' && absl::StrContains("01468", third);
}

bool IsKnownSegment(char second, char third) {
  switch (second) {
    case '4':
      return absl::StrContains("01456879", third);
    case '5':
    case '9':
      return third != '4';
    case '6':
      return absl::StrContains("2567", third);
    case '7':
      return third != '9';
    default:
      return true;
  }
}

// The last eight digits are all equal, or count up or down by one.
bool IsPlaceholder(absl::string_view number) {
  const absl::string_view tail = number.substr(kLength - 8);
  const int step = tail[1] - tail[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < tail.size(); ++i) {
    if (tail[i] - tail[i - 1] != step) return false;
  }
  return true;
}

Parsed<std::string> CheckMobile(absl::string_view compact) {
  const absl::string_view number = WithoutCountryCode(compact);
  if (!text::IsAllDigits(number)) return Refused<std::string>(kShape);
  if (number[0] == '0') return Refused<std::string>(kLandline);
  if (number.size() != kLength) return Refused<std::string>(kLength11);
  if (number[0] != '1' || number[1] < '3') return Refused<std::string>(kSegment);
  std::vector<Finding> warnings;
  if (IsForMachines(number[1], number[2])) {
    warnings.push_back(WarningFinding(kIot));
  } else if (!IsKnownSegment(number[1], number[2])) {
    warnings.push_back(WarningFinding(kUnknown));
  }
  if (IsPlaceholder(number)) warnings.push_back(WarningFinding(kPlaceholder));
  return Accepted(std::string(number), std::move(warnings));
}

// `text` starts with 0: area code, number, perhaps an extension, with or without dashes between.
Parsed<std::string> CheckLandline(absl::string_view text) {
  const std::size_t dash = text.find('-');
  absl::string_view area = text.substr(0, dash);
  absl::string_view rest = dash == absl::string_view::npos ? "" : text.substr(dash + 1);
  if (area.size() > 4) {
    // Written without a dash: only 010 and 02x are area codes of three digits.
    const std::size_t n = area[1] == '1' || area[1] == '2' ? 3 : 4;
    rest = text.substr(n);
    area = text.substr(0, n);
  }
  const std::size_t extension_dash = rest.find('-');
  const absl::string_view number = rest.substr(0, extension_dash);
  const bool sound_area = (area.size() == 3 || area.size() == 4) && text::IsAllDigits(area);
  const bool sound_number = (number.size() == 7 || number.size() == 8) && text::IsAllDigits(number);
  if (!sound_area || !sound_number) return Refused<std::string>(kPhoneLandline);
  std::string out = absl::StrCat(area, "-", number);
  if (extension_dash != absl::string_view::npos) {
    const absl::string_view extension = rest.substr(extension_dash + 1);
    if (extension.empty() || extension.size() > 6 || !text::IsAllDigits(extension)) {
      return Refused<std::string>(kPhoneLandline);
    }
    absl::StrAppend(&out, "-", extension);
  }
  return Accepted(std::move(out));
}

}  // namespace

Parsed<std::string> ParseMobile(absl::string_view text) {
  const std::optional<std::string> compact = text::CompactNumber(text, "-()");
  if (!compact) return Refused<std::string>(kNotUtf8);
  if (compact->empty()) return Refused<std::string>(kMissing);
  if (text::LooksScientific(*compact)) return Refused<std::string>(kScientific);
  if (HoldsTwoNumbers(*compact)) return Refused<std::string>(kMultiple);
  return CheckMobile(*compact);
}

Parsed<std::string> ParsePhone(absl::string_view text) {
  const std::optional<std::string> compact = text::CompactNumber(text, "-()");
  if (!compact) return Refused<std::string>(kNotUtf8);
  if (compact->empty()) return Refused<std::string>(kPhoneMissing);
  if (text::LooksScientific(*compact)) return Refused<std::string>(kScientific);
  if (HoldsTwoNumbers(*compact)) return Refused<std::string>(kMultiple);
  const absl::string_view number = WithoutCountryCode(*compact);
  if (number[0] == '0') return CheckLandline(*text::CompactNumber(text, "()"));
  if (text::IsAllDigits(number) && (number.size() == 7 || number.size() == 8)) {
    return Refused<std::string>(kAreaCode);
  }
  return CheckMobile(number);
}

}  // namespace mingce::gb
