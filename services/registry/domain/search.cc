#include "services/registry/domain/search.h"

#include <algorithm>

#include "lib/text/normalize.h"
#include "lib/text/utf8.h"
#include "services/registry/domain/organization.h"

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
      code_(text::CompactNumber(text, "-").value_or("")),
      characters_(text::CodePointCount(name_)) {}

std::vector<std::string> SearchQuery::texts() const {
  if (code_.empty() || code_ == name_) return {name_};
  return {name_, code_};
}

std::optional<int> SearchQuery::RankOf(const std::vector<std::string>& names,
                                       const std::vector<std::string>& codes) const {
  int best = kNoMatch;
  const auto look_in = [&](const std::string& text) {
    best = std::min({best, Rank(text, name_), Rank(text, code_)});
  };
  for (const std::string& name : names) look_in(NormalizeName(name));
  for (const std::string& code : codes) look_in(code);
  if (best == kNoMatch) return std::nullopt;
  return best;
}

}  // namespace mingce::registry
