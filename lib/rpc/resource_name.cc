#include "lib/rpc/resource_name.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/base/resource_name.h"
#include "lib/rpc/errors.h"

namespace mingce::rpc {
namespace {

// Of a form, a list or a campaign: people choose it.
bool IsChosenId(absl::string_view id) {
  return id.size() <= 63 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '_';
         });
}

}  // namespace

absl::StatusOr<std::string> IdFromName(absl::string_view name, absl::string_view collection,
                                       bool opaque) {
  std::optional<std::string> id = IdInName(name, collection);
  if (!id.has_value() || !(opaque ? IsOpaqueId(*id) : IsChosenId(*id))) {
    return BadName(absl::StrCat(collection, "/{id}"));
  }
  return *std::move(id);
}

}  // namespace mingce::rpc
