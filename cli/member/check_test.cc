// What 'mingcectl check' understands and says.

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "cli/member/member_view.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;
using testing::HasSubstr;
using testing::Not;

CheckEligibilityResponse Response(const char* reason, const char* message, const char* remedy) {
  CheckEligibilityResponse answer;
  answer.set_decision(members::v1::NOT_ELIGIBLE);
  members::v1::Reason* added = answer.add_reasons();
  added->set_code(reason);
  added->set_message(message);
  added->set_remedy(remedy);
  added->set_remedy_message("办法一");
  added->set_remedy_message_en("remedy one");
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
  EXPECT_THAT(view.text(Language::kChinese), HasSubstr("办法：办法一"));
  EXPECT_THAT(view.text(Language::kEnglish), HasSubstr("remedy: remedy one"));
  EXPECT_EQ(view.document(Language::kChinese)["reasons"][0]["remedy"], "ASK_COUNTY");
  EXPECT_EQ(view.document(Language::kEnglish)["reasons"][0]["remedy_message"], "remedy one");
}

}  // namespace
}  // namespace mingce::cli
