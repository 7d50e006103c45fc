#include "lib/base/resource_name.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace mingce {

std::string MakeResourceName(absl::string_view collection, absl::string_view id) {
  return absl::StrCat(collection, "/", id);
}

std::optional<std::string> IdInName(absl::string_view name, absl::string_view collection) {
  if (!absl::ConsumePrefix(&name, collection) || !absl::ConsumePrefix(&name, "/") || name.empty() ||
      absl::StrContains(name, "/")) {
    return std::nullopt;
  }
  return std::string(name);
}

}  // namespace mingce
