#include "services/members/domain/unit_match.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "lib/gb/text.h"

namespace mingce::members {
namespace {

constexpr int kNoMatch = 3;

int Rank(absl::string_view name, absl::string_view text) {
  if (name.empty()) return kNoMatch;
  if (name == text) return 0;
  if (absl::StartsWith(name, text) || absl::StartsWith(text, name)) return 1;
  if (absl::StrContains(name, text) || absl::StrContains(text, name)) return 2;
  return kNoMatch;
}

}  // namespace

std::optional<int> RankUnit(const Organization& organization, absl::string_view text) {
  const std::string wanted = gb::NormalizeLabel(text);
  if (organization.closed || !organization.may_own_members || wanted.empty()) return std::nullopt;
  int best = std::min(Rank(gb::NormalizeLabel(organization.union_name), wanted),
                      Rank(gb::NormalizeLabel(organization.unit_name), wanted));
  for (const std::string& alias : organization.aliases) {
    best = std::min(best, Rank(gb::NormalizeLabel(alias), wanted));
  }
  if (best == kNoMatch) return std::nullopt;
  return best;
}

}  // namespace mingce::members
