#include "cli/member/benefit.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/sentence.h"
#include "lib/gb/text.h"

namespace mingce::cli {
namespace {

struct Benefit {
  const char* code;
  const char* label;
  const char* alias;
};

// deploy/campaigns/taoyuan-2019/codes/benefit.tsv; a test holds both together.
constexpr Benefit kBenefits[] = {{"SERIOUS_ILLNESS_RELIEF", "困难职工大病救助", "大病救助"},
                                 {"AUTUMN_SCHOOL_AID", "金秋助学", ""},
                                 {"LEGAL_AID", "法律援助", ""},
                                 {"WARMTH_VISIT", "送温暖", ""}};

}  // namespace

std::string BenefitCode(absl::string_view input) {
  const std::string normal = gb::NormalizeLabel(input);
  for (const Benefit& benefit : kBenefits) {
    if (!normal.empty() && (normal == benefit.label || normal == benefit.alias)) {
      return benefit.code;
    }
  }
  return std::string(input);
}

absl::Status WithBenefits(const absl::Status& status) {
  std::optional<ErrorInfo> info = ErrorInfoOf(status);
  if (!info.has_value() || info->reason != "BENEFIT_UNKNOWN") return status;
  std::string all;
  for (const Benefit& benefit : kBenefits) {
    absl::StrAppend(&all, all.empty() ? "" : "、", benefit.code, "（", benefit.label, "）");
  }
  const Sentence sentence = Fill("$0；可填：$2", "$1; there are: $2", info->message_zh,
                                 std::string(status.message()), all);
  info->message_zh = sentence.zh;
  return MakeError(status.code(), sentence.en, *info);
}

}  // namespace mingce::cli
