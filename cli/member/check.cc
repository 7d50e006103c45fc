#include "cli/member/check.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/files/person_file.h"
#include "cli/run/members.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

using members::v1::CheckEligibilityResponse;

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

View EligibilityView(CheckEligibilityResponse response) {
  const auto one = std::make_shared<const CheckEligibilityResponse>(std::move(response));
  return {.document = [one](Language language) { return EligibilityDocument(*one, language); },
          .text = [one](Language language) { return EligibilityText(*one, language); },
          .notes = {}};
}

absl::StatusOr<Answer> CheckEligibility(Session& session, const CheckOptions& options) {
  members::v1::CheckEligibilityRequest request;
  MINGCE_ASSIGN_OR_RETURN(*request.mutable_person(), ReadPerson(options.person));
  MINGCE_ASSIGN_OR_RETURN(const Connection* connection, session.Connect());
  request.set_benefit(options.benefit);
  request.set_purpose(options.purpose);
  request.set_case_number(options.case_number);
  request.set_min_sequence(options.min_sequence);
  MINGCE_ASSIGN_OR_RETURN(CheckEligibilityResponse response,
                          connection->Call(&Members::CheckEligibility, request));
  return EligibilityView(std::move(response));
}

}  // namespace mingce::cli
