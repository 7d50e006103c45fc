#include "lib/rpc/resource_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/ids.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {

absl::StatusOr<std::string> IdFromName(absl::string_view name, absl::string_view collection,
                                       bool opaque) {
  absl::string_view id = name;
  bool fits = absl::ConsumePrefix(&id, collection) && absl::ConsumePrefix(&id, "/");
  if (fits && opaque) {
    fits = IsOpaqueId(id);
  } else if (fits) {
    fits = !id.empty() && id.size() <= 63;
    for (const char c : id) {
      fits = fits && (absl::ascii_islower(static_cast<unsigned char>(c)) ||
                      absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '_');
    }
  }
  if (!fits) return BadName(absl::StrCat(collection, "/{id}"));
  return std::string(id);
}

}  // namespace mingce::rpc
