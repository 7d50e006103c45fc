#include "cli/member/member_view.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;
using members::v1::Member;

std::string MembershipText(Member::Membership membership, Language language) {
  switch (membership) {
    case Member::ACTIVE:
      return Sentence{"在册", "active"}.In(language);
    case Member::RETAINED:
      return Sentence{"保留会籍", "retained"}.In(language);
    default:
      return Member::Membership_Name(membership);
  }
}

std::string VerificationText(Member::Verification verification, Language language) {
  switch (verification) {
    case Member::UNVERIFIED:
      return Sentence{"未比对", "unverified"}.In(language);
    case Member::MATCH:
      return Sentence{"已核验", "match"}.In(language);
    default:
      return Member::Verification_Name(verification);
  }
}

std::string YesNo(bool value, Language language) {
  return (value ? Sentence{"是", "yes"} : Sentence{"否", "no"}).In(language);
}

std::string MemberText(const Member& member, Language language) {
  return FormatFields(
      language, 14,
      {
          {{"会员编号", "name"}, member.name()},
          {{"姓名", "full name"}, member.full_name_masked()},
          {{"证件", "document"},
           absl::StrCat(member.id_type_code(), " ", member.id_number_masked())},
          {{"手机", "mobile"}, member.mobile_masked()},
          {{"所属工会", "organisation"}, member.organization()},
          {{"会籍", "membership"}, MembershipText(member.membership(), language)},
          {{"核验", "verification"}, VerificationText(member.verification(), language)},
          {{"信息完整", "complete"}, YesNo(member.complete(), language)},
          {{"缺少字段", "missing fields"}, absl::StrJoin(member.missing_fields(), " ")},
          {{"计入指标", "counted"}, YesNo(member.counted(), language)},
      });
}

std::vector<std::string> MemberRow(const Member& member, Language language) {
  return {member.name(),
          member.full_name_masked(),
          member.id_number_masked(),
          member.mobile_masked(),
          MembershipText(member.membership(), language),
          YesNo(member.complete(), language)};
}

std::string DecisionText(members::v1::Decision decision, Language language) {
  switch (decision) {
    case members::v1::ELIGIBLE:
      return Sentence{"可以享受", "eligible"}.In(language);
    case members::v1::NOT_ELIGIBLE:
      return Sentence{"不能享受", "not eligible"}.In(language);
    case members::v1::NEEDS_REVIEW:
      return Sentence{"需要人工审核", "needs review"}.In(language);
    default:
      return members::v1::Decision_Name(decision);
  }
}

Json EligibilityDocument(const CheckEligibilityResponse& response, Language language) {
  Json reasons = Json::array();
  for (const members::v1::Reason& reason : response.reasons()) {
    const Sentence message = {reason.message(), reason.message_en()};
    const Sentence remedy = {reason.remedy_message(), reason.remedy_message_en()};
    reasons.push_back({{"code", reason.code()},
                       {"message", message.In(language)},
                       {"remedy", reason.remedy()},
                       {"remedy_message", remedy.In(language)}});
  }
  return Json{{"decision", members::v1::Decision_Name(response.decision())},
              {"reasons", std::move(reasons)},
              {"person_ok", response.person_ok()},
              {"organization_ok", response.organization_ok()},
              {"rule_version", response.rule_version()},
              {"watermark",
               {{"registry", response.watermark().registry().sequence()},
                {"members", response.watermark().members().sequence()}}}};
}

// `person_ok` and `organization_ok` are false for more than one reason: no words of their own.
std::string EligibilityText(const CheckEligibilityResponse& response, Language language) {
  std::string text =
      Fill("结论：$0\n", "decision: $0\n", DecisionText(response.decision(), language))
          .In(language);
  for (const members::v1::Reason& reason : response.reasons()) {
    const Sentence line = reason.remedy().empty()
                              ? Fill("原因：$0（$2）\n", "reason: $1 ($2)\n", reason.message(),
                                     reason.message_en(), reason.code())
                              : Fill("原因：$0（$2）  办法：$3\n", "reason: $1 ($2)  remedy: $4\n",
                                     reason.message(), reason.message_en(), reason.code(),
                                     reason.remedy_message(), reason.remedy_message_en());
    absl::StrAppend(&text, line.In(language));
  }
  return absl::StrCat(text,
                      Fill("规则版本：$0\n", "rules: $0\n", response.rule_version()).In(language));
}

}  // namespace

View MemberView(Member member) { return MessageView(std::move(member), MemberText); }

View MembersView(std::vector<Member> members) {
  return ListView<Member>("members", std::move(members),
                          {{{"会员编号", "name"}},
                           {{"姓名", "full name"}},
                           {{"证件号码", "number"}},
                           {{"手机", "mobile"}},
                           {{"会籍", "membership"}},
                           {{"完整", "complete"}}},
                          MemberRow, "共 $0 人");
}

View EligibilityView(CheckEligibilityResponse response) {
  View view = MessageView(response, EligibilityText);
  view.document = [response = std::move(response)](Language language) {
    return EligibilityDocument(response, language);
  };
  return view;
}

}  // namespace mingce::cli
