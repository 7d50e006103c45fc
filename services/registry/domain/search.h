// How well an organisation answers a search.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_SEARCH_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_SEARCH_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::registry {

inline constexpr std::size_t kMinQueryCharacters = 2;
inline constexpr std::size_t kMaxQueryCharacters = 100;

// A query made ready for comparing. Codes match in any case, with or without dashes.
class SearchQuery {
 public:
  explicit SearchQuery(absl::string_view text);

  std::size_t characters() const { return characters_; }

  // What is looked for in names and codes as they are compared: the query as a name, and as a code
  // where that is another text. Each costs a look through the whole register.
  std::vector<std::string> texts() const;

  // Of an organisation with these names and canonical codes. 0: a whole name or code; 1: the
  // beginning of one; 2: a part of one; nullopt: no match.
  std::optional<int> RankOf(const std::vector<std::string>& names,
                            const std::vector<std::string>& codes) const;

 private:
  std::string name_;
  std::string code_;
  std::size_t characters_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_SEARCH_H_
