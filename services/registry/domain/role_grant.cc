#include "services/registry/domain/role_grant.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace mingce::registry {
namespace {

constexpr std::size_t kMaxTrustDomain = 255;
constexpr std::size_t kMaxId = 63;

bool IsLowerOrDigit(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c); }

bool IsMadeOf(absl::string_view text, std::size_t most, absl::string_view marks) {
  return !text.empty() && text.size() <= most && IsLowerOrDigit(text.front()) &&
         std::all_of(text.begin(), text.end(), [marks](char c) {
           return IsLowerOrDigit(c) || marks.find(c) != absl::string_view::npos;
         });
}

}  // namespace

bool IsIdentity(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "spiffe://")) return false;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  return parts.size() == 3 && IsMadeOf(parts[0], kMaxTrustDomain, ".-") &&
         (parts[1] == "person" || parts[1] == "partner" || parts[1] == "service") &&
         IsMadeOf(parts[2], kMaxId, "._-");
}

bool IsInForce(const RoleGrant& grant, absl::CivilDay day) {
  return !grant.withdrawal.has_value() && grant.from <= day &&
         (!grant.until.has_value() || day <= *grant.until);
}

bool Covers(const RoleGrant& grant, const RoleGrant& asked) {
  return !grant.withdrawal.has_value() && grant.identity == asked.identity &&
         grant.role == asked.role && grant.organization == asked.organization &&
         grant.from <= asked.from &&
         (!grant.until.has_value() || (asked.until.has_value() && *asked.until <= *grant.until)) &&
         grant.question_limits == asked.question_limits;
}

std::optional<LimitFault> CheckQuestionLimits(const policy::QuestionLimits& limits) {
  using policy::QuestionLimits;
  const QuestionLimits held = policy::WithDefaults(limits);
  QuestionLimits most = policy::kMostQuestionLimits;
  most.misses_at_once = std::min(most.misses_at_once, held.misses_a_day);
  // The day's misses first: the others are measured by them.
  constexpr std::pair<const char*, std::int32_t QuestionLimits::*> kAll[] = {
      {"misses_a_day", &QuestionLimits::misses_a_day},
      {"misses_at_once", &QuestionLimits::misses_at_once},
      {"persons_a_day", &QuestionLimits::persons_a_day},
      {"persons_a_case", &QuestionLimits::persons_a_case},
  };
  for (const auto& [name, limit] : kAll) {
    if (held.*limit < 1 || held.*limit > most.*limit) {
      return LimitFault{
          .name = name, .most = most.*limit, .usual = policy::kDefaultQuestionLimits.*limit};
    }
  }
  return std::nullopt;
}

}  // namespace mingce::registry
