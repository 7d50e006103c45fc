#include "lib/gb/nationality.h"

#include <optional>

#include "absl/strings/str_split.h"
#include "lib/gb/countries.h"
#include "lib/text/normalize.h"

namespace mingce::gb {
namespace {

constexpr Message kRequired = {"NATIONALITY_REQUIRED", "证件类型为外国护照时，国籍不能为空",
                               "a foreign passport needs the nationality"};
constexpr Message kUnknown = {"NATIONALITY_UNKNOWN",
                              "国籍应为国家名称或国家代码（两位或三位字母），例如 英国、GB 或 GBR",
                              "the nationality is a country's Chinese name, or its code of two or "
                              "three letters: GB, GBR"};

// On passports, and not in the standard: what it is written as, and what it means.
struct PassportCode {
  absl::string_view code;
  absl::string_view meaning;
};
constexpr PassportCode kPassportCodes[] = {
    {"D", "DEU"},   {"GBD", "GBR"}, {"GBN", "GBR"}, {"GBO", "GBR"}, {"GBP", "GBR"}, {"GBS", "GBR"},
    {"RKS", "RKS"}, {"EUE", "EUE"}, {"UNO", "UNO"}, {"UNA", "UNA"}, {"UNK", "UNK"}, {"XBA", "XBA"},
    {"XCC", "XCC"}, {"XCE", "XCE"}, {"XCO", "XCO"}, {"XDC", "XDC"}, {"XEC", "XEC"}, {"XES", "XES"},
    {"XIM", "XIM"}, {"XMP", "XMP"}, {"XOM", "XOM"}, {"XPO", "XPO"}, {"XXA", "XXA"}, {"XXB", "XXB"},
    {"XXC", "XXC"}, {"XXX", "XXX"},
};

bool Bears(const Country& country, const std::string& name) {
  for (const absl::string_view known : absl::StrSplit(country.names, '|')) {
    if (text::NormalizeLabel(known) == name) return true;
  }
  return false;
}

}  // namespace

Parsed<std::string> ParseNationality(absl::string_view text) {
  const std::optional<std::string> code = text::CompactNumber(text, "");
  if (!code) return Refused<std::string>(kNotUtf8);
  if (code->empty()) return Refused<std::string>(kRequired);
  for (const Country& country : Countries()) {
    if (*code == country.two || *code == country.three) return Accepted(std::string(country.three));
  }
  for (const PassportCode& passport : kPassportCodes) {
    if (*code == passport.code) return Accepted(std::string(passport.meaning));
  }
  const std::string name = text::NormalizeLabel(text);
  for (const Country& country : Countries()) {
    if (Bears(country, name)) return Accepted(std::string(country.three));
  }
  return Refused<std::string>(kUnknown);
}

}  // namespace mingce::gb
