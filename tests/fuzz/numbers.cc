#include "lib/form/organization_cell.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/date.h"
#include "lib/gb/document.h"
#include "lib/gb/mask.h"
#include "lib/gb/mobile.h"
#include "lib/gb/name.h"
#include "lib/text/normalize.h"
#include "lib/text/shown.h"
#include "lib/text/utf8.h"
#include "tests/fuzz/targets.h"

namespace mingce::fuzz {
namespace {

constexpr gb::Date kToday = {2019, 11, 15};

// A value, or an error: never both, never neither; findings hold nothing of the input, which is
// seen by their length.
template <typename T>
std::string OneAnswer(const gb::Parsed<T>& parsed) {
  bool error = false;
  for (const gb::Finding& finding : parsed.findings) {
    error = error || finding.severity == gb::Severity::kError;
    if (finding.message_zh.size() > 500 || finding.reason.empty())
      return "a finding without bounds";
  }
  return parsed.ok() != error ? "" : "a value and an error, or neither";
}

std::string Numbers(absl::string_view bytes) {
  for (const std::string& broken :
       {OneAnswer(gb::ParseCitizenNumber(bytes, kToday)), OneAnswer(gb::ParseCreditCode(bytes)),
        OneAnswer(gb::ParseUnionCode(bytes)), OneAnswer(gb::ParseMobile(bytes)),
        OneAnswer(gb::ParsePersonName(bytes)), OneAnswer(gb::ParseDate(bytes))}) {
    if (!broken.empty()) return broken;
  }
  for (int type = 1; type <= 12; ++type) {
    const auto parsed =
        gb::ParseDocument(static_cast<gb::DocumentType>(type), bytes, "CHN", kToday);
    if (const std::string broken = OneAnswer(parsed); !broken.empty()) return broken;
  }
  return "";
}

std::string Texts(absl::string_view bytes) {
  for (const std::string& made :
       {text::Shown(bytes), gb::MaskNumber(bytes), gb::MaskName(bytes), gb::MaskMobile(bytes)}) {
    if (!text::IsUtf8(made)) return "not UTF-8";
  }
  const std::string label = text::NormalizeLabel(bytes);
  if (text::IsUtf8(bytes) && text::NormalizeLabel(label) != label)
    return "normalised twice is not normalised once";
  if (text::TrimBlanks(text::TrimBlanks(bytes)) != text::TrimBlanks(bytes)) return "trimmed twice";
  form::ParseOrganizationCell(bytes);
  return "";
}

std::vector<std::string> Seeds() {
  return {"439901199003070013",
          " ４３９９０１－１９９００３０７－００１３",
          "81430725MD0000000X",
          "91430725MA4L000000",
          "13800000000",
          "0736-6600000",
          "阿依古丽·买买提江",
          "欧阳娜娜",
          "Anna Maria",
          "2019年11月15日",
          "2019.1.5",
          "organizations/0123456789abcdefghjkmnpqrs 桃源县教育工会",
          "4.39901E+17",
          "'0012",
          "\xEF\xBB\xBF\xE3\x80\x80"};
}

}  // namespace

std::vector<Target> NumberTargets() {
  return {{"numbers", Numbers, Seeds, 600}, {"texts", Texts, Seeds, 600}};
}

}  // namespace mingce::fuzz
