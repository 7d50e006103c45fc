// May this person receive a benefit, as far as membership goes?
//
// Notice, 三(二): "未被采集进入信息库的工会组织和会员，不得享受工会服务": two keys, the person and
// the organisation, both have to fit, and every reason against is named so that it can be put
// right.

#ifndef MINGCE_SERVICES_MEMBERS_DOMAIN_ELIGIBILITY_H_
#define MINGCE_SERVICES_MEMBERS_DOMAIN_ELIGIBILITY_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/members/domain/membership.h"
#include "services/members/domain/unit.h"

namespace mingce::members {

// The rules below; answers carry it so that they can be judged later.
inline constexpr char kEligibilityRules[] = "eligibility-1";

enum class Decision { kEligible = 1, kNotEligible = 2, kNeedsReview = 3 };

// In the order in which they are told.
enum class Reason {
  kNotCollected,           // nobody is registered under this number and name
  kNameMismatch,           // the number is registered under another name
  kStatusRetainedLimited,  // 保留会籍
  kOrgClosed,
  kOrgNotCollected,
};

struct ReasonText {
  absl::string_view code;
  absl::string_view zh;
  absl::string_view en;
  absl::string_view remedy;
  absl::string_view remedy_zh;  // what can be done today
  absl::string_view remedy_en;
};
const ReasonText& TextOf(Reason reason);

// What the register holds under the number asked about.
struct EligibilityFacts {
  bool number_known = false;
  bool name_matches = false;
  MembershipState state = MembershipState::kActive;
  std::optional<UnitState> organization;  // of the member; absent where it is not known
};

struct Verdict {
  Decision decision = Decision::kNotEligible;
  std::vector<Reason> reasons;
  bool person_ok = false;
  bool organization_ok = false;
};

// `may_read_members`: the caller may learn that a number is registered under another name. To all
// others that looks like an unknown number, or the check would tell who is a member.
Verdict Judge(const EligibilityFacts& facts, bool may_read_members);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_DOMAIN_ELIGIBILITY_H_
