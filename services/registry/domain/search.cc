#include "services/registry/domain/search.h"

#include <algorithm>

#include "lib/gb/text.h"

namespace mingce::registry {
namespace {

constexpr int kNoMatch = 3;

int Rank(absl::string_view whole, absl::string_view part) {
  if (part.empty()) return kNoMatch;
  const std::size_t at = whole.find(part);
  if (at == absl::string_view::npos) return kNoMatch;
  if (at > 0) return 2;
  return whole.size() == part.size() ? 0 : 1;
}

}  // namespace

SearchQuery::SearchQuery(absl::string_view text)
    : name_(NormalizeName(text)),
      code_(gb::CompactNumber(text, "-").value_or("")),
      characters_(gb::CodePointCount(name_)) {}

std::optional<int> SearchQuery::RankOf(const Organization& organization) const {
  int best = kNoMatch;
  for (const std::string& name : organization.Names()) {
    best = std::min(best, Rank(NormalizeName(name), name_));
  }
  best = std::min(best, Rank(NormalizeName(organization.unit_name), name_));
  best = std::min(best, Rank(organization.union_uscc, code_));
  best = std::min(best, Rank(organization.unit_uscc, code_));
  if (best == kNoMatch) return std::nullopt;
  return best;
}

}  // namespace mingce::registry
