#include "cli/check.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "cli/person_file.h"
#include "lib/base/status_macros.h"
#include "mingce/members/v1/members_service.pb.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;

std::string DecisionText(const Session& session, members::v1::Decision decision) {
  switch (decision) {
    case members::v1::ELIGIBLE:
      return std::string(session.Words("可以享受", "eligible"));
    case members::v1::NOT_ELIGIBLE:
      return std::string(session.Words("不能享受", "not eligible"));
    case members::v1::NEEDS_REVIEW:
      return std::string(session.Words("需要人工审核", "needs review"));
    default:
      return members::v1::Decision_Name(decision);
  }
}

std::string RemedyText(const Session& session, const std::string& remedy) {
  static const auto& texts = *new std::map<std::string, std::string>{
      {"REGISTER_MEMBER", "请所在工会采集其会员信息并入库"},
      {"CHECK_NAME", "请核对姓名与证件是否一致"},
      {"RESUME_MEMBERSHIP", "请所在工会恢复其会籍"},
      {"REGISTER_ORGANIZATION", "请先采集其所在工会组织的信息并入库"},
      {"TRANSFER_MEMBERSHIP", "请将会籍转到现在的工会"},
  };
  const auto found = texts.find(remedy);
  return session.settings().english || found == texts.end() ? remedy : found->second;
}

Json ToJson(const Session& session, const CheckEligibilityResponse& answer) {
  Json reasons = Json::array();
  for (const members::v1::Reason& reason : answer.reasons()) {
    reasons.push_back(
        {{"code", reason.code()},
         {"message", std::string(session.Words(reason.message(), reason.message_en()))},
         {"remedy", reason.remedy()}});
  }
  return Json{{"decision", members::v1::Decision_Name(answer.decision())},
              {"reasons", std::move(reasons)},
              {"person_ok", answer.person_ok()},
              {"organization_ok", answer.organization_ok()},
              {"rule_version", answer.rule_version()},
              {"watermark",
               {{"registry", answer.watermark().registry().sequence()},
                {"members", answer.watermark().members().sequence()}}}};
}

std::string ToText(const Session& session, const CheckEligibilityResponse& answer) {
  const auto yes_no = [&](bool value) {
    return session.Words(value ? "是" : "否", value ? "yes" : "no");
  };
  std::string text =
      absl::StrCat(session.Words("结论：", "decision: "), DecisionText(session, answer.decision()),
                   "\n", session.Words("会员已采集入库：", "person registered and counted: "),
                   yes_no(answer.person_ok()), "\n",
                   session.Words("所在工会已采集入库：", "organisation registered: "),
                   yes_no(answer.organization_ok()), "\n");
  for (const members::v1::Reason& reason : answer.reasons()) {
    absl::StrAppend(&text, session.Words("原因：", "reason: "),
                    session.Words(reason.message(), reason.message_en()), session.Words("（", " ("),
                    reason.code(), session.Words("）", ")"));
    if (!reason.remedy().empty()) {
      absl::StrAppend(&text, session.Words("  办法：", "  remedy: "),
                      RemedyText(session, reason.remedy()));
    }
    absl::StrAppend(&text, "\n");
  }
  return absl::StrCat(text, session.Words("规则版本：", "rules: "), answer.rule_version(), "\n");
}

}  // namespace

absl::StatusOr<ExitCode> CheckEligibility(Session& session, const CheckOptions& options) {
  members::v1::CheckEligibilityRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_benefit(options.benefit);
  request.set_purpose(options.purpose);
  request.set_case_number(options.case_number);
  request.set_min_sequence(options.min_sequence);
  MINGCE_ASSIGN_OR_RETURN(
      const CheckEligibilityResponse answer,
      connection->Call(connection->members(), &members::v1::MembersService::Stub::CheckEligibility,
                       request));
  if (session.json()) {
    session.PrintJson(ToJson(session, answer));
  } else {
    session.Print(ToText(session, answer));
  }
  return kDone;
}

}  // namespace mingce::cli
