#include "cli/generate/numbers.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/mobile.h"

namespace mingce::cli {

std::string Numbers::Citizen(const gb::Date& birth, gb::Sex sex) {
  for (;;) {
    // Sequences 001 to 998 of the right parity; 000 is not issued.
    int sequence = static_cast<int>(random_.Between(1, 499)) * 2;
    if (sex == gb::Sex::kMale) sequence -= 1;
    const std::string first = absl::StrFormat("4399%02d%04d%02d%02d%03d", random_.Below(100),
                                              birth.year, birth.month, birth.day, sequence);
    std::string number = absl::StrCat(first, std::string(1, gb::CitizenCheckCharacter(first)));
    if (used_.insert(number).second) return number;
  }
}

std::string Numbers::CreditCode(absl::string_view department) {
  for (;;) {
    const std::string body = absl::StrFormat("%08d", random_.Below(100'000'000));
    const std::string first = absl::StrCat(
        department, "439999", body, std::string(1, gb::OrganizationCodeCheckCharacter(body)));
    std::string code = absl::StrCat(first, std::string(1, gb::CreditCodeCheckCharacter(first)));
    if (used_.insert(code).second) return code;
  }
}

std::string Numbers::Mobile() {
  for (;;) {
    // 1746 0000000 to 1748 9999999.
    std::string mobile = absl::StrFormat("174%08d", random_.Between(60'000'000, 89'999'999));
    if (gb::ParseMobile(mobile).findings.empty() && used_.insert(mobile).second) return mobile;
  }
}

}  // namespace mingce::cli
