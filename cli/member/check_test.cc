// What 'mingcectl check' understands and says.

#include "cli/member/check.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "cli/member/benefit.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;
using testing::HasSubstr;
using testing::Not;

TEST(CheckTest, BenefitsAreThoseOfTheList) {
  const auto lists = ReadCodeLists(MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019");
  ASSERT_TRUE(lists.ok()) << lists.status();
  const absl::Status unknown = MakeError(absl::StatusCode::kInvalidArgument, "en",
                                         {"BENEFIT_UNKNOWN", "mingce.members", "不在列表中"});
  const std::string said = MessageFor(WithBenefits(unknown), false);
  std::size_t seen = 0;
  for (const CodeListFile& file : *lists) {
    if (file.list.id() != "benefit-1") continue;
    for (const gb::CodeEntry& entry : file.list.entries()) {
      ++seen;
      EXPECT_EQ(BenefitCode(entry.label), entry.code);
      for (const std::string& alias : entry.aliases) EXPECT_EQ(BenefitCode(alias), entry.code);
      EXPECT_THAT(said, HasSubstr(absl::StrCat(entry.code, "（", entry.label, "）")));
    }
  }
  EXPECT_EQ(seen, 4u);
  EXPECT_EQ(BenefitCode("OTHER"), "OTHER");
  EXPECT_EQ(BenefitCode(""), "");
  EXPECT_EQ(ReasonOf(WithBenefits(unknown)), "BENEFIT_UNKNOWN");
}

CheckEligibilityResponse Response(const char* reason, const char* message, const char* remedy) {
  CheckEligibilityResponse answer;
  answer.set_decision(members::v1::NOT_ELIGIBLE);
  members::v1::Reason* added = answer.add_reasons();
  added->set_code(reason);
  added->set_message(message);
  added->set_remedy(remedy);
  answer.set_rule_version("1");
  return answer;
}

// Of a retained member nobody can say that he is not registered, of a closed union not that it was
// never collected, and of a name that does not match nothing at all.
TEST(CheckTest, NothingIsSaidBesideTheReasons) {
  for (const auto& [code, message] :
       {std::pair<const char*, const char*>{"STATUS_RETAINED_LIMITED", "该会员为保留会籍"},
        {"ORG_CLOSED", "会员所在工会组织已撤销"},
        {"NOT_COLLECTED", "没有以该证件号码和姓名登记的会员"}}) {
    const std::string text = EligibilityView(Response(code, message, "")).text(Language::kChinese);
    EXPECT_EQ(text,
              absl::StrCat("结论：不能享受\n原因：", message, "（", code, "）\n规则版本：1\n"));
    EXPECT_THAT(text, Not(HasSubstr("采集入库：")));
  }
  const View view = EligibilityView(Response("ORG_CLOSED", "已撤销", "ASK_COUNTY"));
  EXPECT_THAT(view.text(Language::kChinese), HasSubstr("办法：请持会员材料"));
  EXPECT_THAT(view.text(Language::kEnglish), HasSubstr("remedy: let the county"));
  EXPECT_EQ(view.document(Language::kChinese)["reasons"][0]["remedy"], "ASK_COUNTY");
}

}  // namespace
}  // namespace mingce::cli
