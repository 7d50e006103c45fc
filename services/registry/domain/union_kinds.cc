#include "services/registry/domain/union_kinds.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace mingce::registry {
namespace {

absl::string_view Attribute(const gb::CodeEntry& entry, const char* name) {
  const auto found = entry.attributes.find(name);
  return found == entry.attributes.end() ? absl::string_view()
                                         : absl::StripAsciiWhitespace(found->second);
}

std::vector<std::string> Parts(absl::string_view text) {
  std::vector<std::string> parts;
  for (const absl::string_view part : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    parts.emplace_back(absl::StripAsciiWhitespace(part));
  }
  return parts;
}

}  // namespace

UnionKinds::UnionKinds(const gb::CodeList& list) {
  for (const gb::CodeEntry& entry : list.entries()) {
    Kind kind;
    const absl::string_view children = Attribute(entry, "may_have_children");
    kind.any_children = children == "yes";
    if (children != "yes" && children != "no") kind.children = Parts(children);
    const absl::string_view members = Attribute(entry, "may_own_members");
    kind.owns_members = members == "yes" || members == "flag";
    kind.base_union = members == "yes";
    kind.quota_node = Attribute(entry, "quota_node") == "yes";
    kind.county = Attribute(entry, "quota_node") == "county";
    std::int64_t most = 0;
    if (absl::SimpleAtoi(Attribute(entry, "most_members"), &most)) kind.most_members = most;
    kind.code_prefixes = Parts(Attribute(entry, "union_uscc_prefixes"));
    kinds_.emplace(entry.code, std::move(kind));
  }
}

const UnionKinds::Kind* UnionKinds::Find(absl::string_view kind) const {
  const auto found = kinds_.find(std::string(kind));
  return found == kinds_.end() ? nullptr : &found->second;
}

bool UnionKinds::Is(bool Kind::*what, absl::string_view kind) const {
  const Kind* found = Find(kind);
  return found != nullptr && found->*what;
}

bool UnionKinds::Known(absl::string_view kind) const { return Find(kind) != nullptr; }

bool UnionKinds::MayStandBelow(absl::string_view parent, absl::string_view child) const {
  const Kind* above = Find(parent);
  if (above == nullptr || IsCounty(child)) return false;
  return above->any_children ||
         std::find(above->children.begin(), above->children.end(), child) != above->children.end();
}

bool UnionKinds::MayHoldCode(absl::string_view kind, absl::string_view union_uscc) const {
  const Kind* found = Find(kind);
  if (found == nullptr) return true;
  if (found->code_prefixes.empty()) return !found->county;
  return std::any_of(
      found->code_prefixes.begin(), found->code_prefixes.end(),
      [&](const std::string& prefix) { return absl::StartsWith(union_uscc, prefix); });
}

std::vector<std::string> UnionKinds::CodePrefixes(absl::string_view kind) const {
  const Kind* found = Find(kind);
  return found == nullptr ? std::vector<std::string>() : found->code_prefixes;
}

std::optional<std::int64_t> UnionKinds::MostMembers(absl::string_view kind) const {
  const Kind* found = Find(kind);
  return found == nullptr ? std::nullopt : found->most_members;
}

}  // namespace mingce::registry
