#include "cli/check.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "cli/benefit.h"
#include "cli/person_file.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;

std::string DecisionText(members::v1::Decision decision, bool english) {
  switch (decision) {
    case members::v1::ELIGIBLE:
      return english ? "eligible" : "可以享受";
    case members::v1::NOT_ELIGIBLE:
      return english ? "not eligible" : "不能享受";
    case members::v1::NEEDS_REVIEW:
      return english ? "needs review" : "需要人工审核";
    default:
      return members::v1::Decision_Name(decision);
  }
}

std::string RemedyText(const std::string& remedy, bool english) {
  static const auto& texts = *new std::map<std::string, std::string>{
      {"REGISTER_MEMBER", "请所在工会采集其会员信息并入库"},
      {"CHECK_NAME", "请核对姓名与证件是否一致"},
      {"RESUME_MEMBERSHIP", "请所在工会恢复其会籍"},
      {"REGISTER_ORGANIZATION", "请先采集其所在工会组织的信息并入库"},
      {"TRANSFER_MEMBERSHIP", "请将会籍转到现在的工会"},
  };
  const auto found = texts.find(remedy);
  return english || found == texts.end() ? remedy : found->second;
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

}  // namespace

std::string EligibilityText(const CheckEligibilityResponse& answer, bool english) {
  std::string text = absl::StrCat(english ? "decision: " : "结论：",
                                  DecisionText(answer.decision(), english), "\n");
  // `person_ok` and `organization_ok` are false for more than one reason: no words of their own.
  for (const members::v1::Reason& reason : answer.reasons()) {
    absl::StrAppend(&text, english ? "reason: " : "原因：",
                    english ? reason.message_en() : reason.message(), english ? " (" : "（",
                    reason.code(), english ? ")" : "）");
    if (!reason.remedy().empty()) {
      absl::StrAppend(&text, english ? "  remedy: " : "  办法：",
                      RemedyText(reason.remedy(), english));
    }
    absl::StrAppend(&text, "\n");
  }
  return absl::StrCat(text, english ? "rules: " : "规则版本：", answer.rule_version(), "\n");
}

absl::StatusOr<ExitCode> CheckEligibility(Session& session, const CheckOptions& options) {
  members::v1::CheckEligibilityRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_benefit(BenefitCode(options.benefit));
  request.set_purpose(options.purpose);
  request.set_case_number(options.case_number);
  request.set_min_sequence(options.min_sequence);
  const absl::StatusOr<CheckEligibilityResponse> answer = connection->Call(
      connection->members(), &members::v1::MembersService::Stub::CheckEligibility, request);
  if (!answer.ok()) return WithBenefits(answer.status());
  if (session.json()) {
    session.PrintJson(ToJson(session, *answer));
  } else {
    session.Print(EligibilityText(*answer, session.settings().english));
  }
  return kDone;
}

}  // namespace mingce::cli
