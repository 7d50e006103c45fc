#include "cli/member/member_view.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/show/table.h"

namespace mingce::cli {
namespace {

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

}  // namespace

View MemberView(Member member) {
  const auto one = std::make_shared<const Member>(std::move(member));
  return {.document = [one](Language) { return MessageToJson(*one); },
          .text = [one](Language language) { return MemberText(*one, language); },
          .notes = {}};
}

View MembersView(std::vector<Member> members) {
  const auto all = std::make_shared<const std::vector<Member>>(std::move(members));
  View view;
  view.document = [all](Language) {
    Json list = Json::array();
    for (const Member& member : *all) list.push_back(MessageToJson(member));
    return Json{{"members", std::move(list)}};
  };
  view.text = [all](Language language) {
    std::vector<std::vector<std::string>> rows;
    for (const Member& member : *all) {
      rows.push_back({member.name(), member.full_name_masked(), member.id_number_masked(),
                      member.mobile_masked(), MembershipText(member.membership(), language),
                      YesNo(member.complete(), language)});
    }
    return FormatTable(language,
                       {{{"会员编号", "name"}},
                        {{"姓名", "full name"}},
                        {{"证件号码", "number"}},
                        {{"手机", "mobile"}},
                        {{"会籍", "membership"}},
                        {{"完整", "complete"}}},
                       rows);
  };
  view.notes.push_back(Fill("共 $0 人", "in all $0", all->size()));
  return view;
}

}  // namespace mingce::cli
