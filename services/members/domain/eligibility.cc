#include "services/members/domain/eligibility.h"

#include <array>

namespace mingce::members {
namespace {

constexpr absl::string_view kAskCountyZh = "请持会员材料向县总工会人工核实";
constexpr absl::string_view kAskCountyEn = "let the county federation see the papers";

constexpr std::array<ReasonText, 5> kTexts = {{
    {"NOT_COLLECTED",
     "没有以该证件号码和姓名登记的会员；请核对号码与姓名，确未登记的先由所在工会采集入库",
     "nobody is registered under this number and name; check both, then register the member",
     "REGISTER_MEMBER", "请所在工会采集其会员信息并入库",
     "the person's union registers the member"},
    {"NAME_MISMATCH", "该证件号码登记的是另一个姓名；请对照证件核对姓名",
     "the number is registered under another name; check the name", "CHECK_NAME",
     "请核对姓名与证件是否一致", "compare the name with the document"},
    {"STATUS_RETAINED_LIMITED", "该会员为保留会籍，是否享受该项服务需人工审核",
     "membership is retained; whether this service applies has to be looked at",
     "RESUME_MEMBERSHIP", kAskCountyZh, kAskCountyEn},
    {"ORG_CLOSED", "会员所在工会组织已撤销，会籍尚未转到其他工会；请将该会员报县总工会",
     "the member's organisation is closed and the membership is with no other yet; report the "
     "member to the county federation",
     "ASK_COUNTY", kAskCountyZh, kAskCountyEn},
    {"ORG_NOT_COLLECTED", "会员所在工会组织信息尚未采集入库",
     "the member's organisation is not registered", "REGISTER_ORGANIZATION",
     "请先采集其所在工会组织的信息并入库", "the person's union is registered first"},
}};

}  // namespace

const ReasonText& TextOf(Reason reason) { return kTexts[static_cast<std::size_t>(reason)]; }

Verdict Judge(const EligibilityFacts& facts, bool may_read_members) {
  Verdict verdict;
  if (!facts.number_known || !facts.name_matches) {
    verdict.reasons.push_back(facts.number_known && may_read_members ? Reason::kNameMismatch
                                                                     : Reason::kNotCollected);
    return verdict;  // nothing about the organisation of somebody who was not named
  }
  verdict.person_ok = facts.state == MembershipState::kActive;
  if (!verdict.person_ok) verdict.reasons.push_back(Reason::kStatusRetainedLimited);
  if (!facts.organization.has_value() || !facts.organization->collected) {
    verdict.reasons.push_back(Reason::kOrgNotCollected);
  } else if (facts.organization->closed) {
    verdict.reasons.push_back(Reason::kOrgClosed);
  } else {
    verdict.organization_ok = true;
  }
  if (verdict.person_ok && verdict.organization_ok) {
    verdict.decision = Decision::kEligible;
  } else if (verdict.organization_ok) {  // only the retained membership stands against it
    verdict.decision = Decision::kNeedsReview;
  }
  return verdict;
}

}  // namespace mingce::members
