// What the kinds of unions may do, read from the code list `union_kind`, which is data.
//
// Columns of the list that are used here (domain reference 6.8, R-O4, R-O8):
//   may_have_children     "yes", "no", or the kinds that may stand below, separated by ','
//   may_own_members       "yes": a base union; "flag": direct membership is allowed unless somebody
//                         forbids it, as of people in flexible employment; anything else: no
//   quota_node            "yes": a quota plan may name it; "county": the county itself; else no
//   union_uscc_prefixes   how a union's code begins, separated by ','; empty: any, but of county
//                         none, which is coded as a mass organisation (D-4)
//   most_members          more than so many should found a committee (R-O3); empty: any number

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/gb/code_list.h"

namespace mingce::registry {

// Immutable. The default knows no kind: then nothing may stand below anything.
class UnionKinds {
 public:
  UnionKinds() = default;
  explicit UnionKinds(const gb::CodeList& list);

  bool Known(absl::string_view kind) const;
  // The kind of the county federation, the root of a register.
  bool IsCounty(absl::string_view kind) const { return Is(&Kind::county, kind); }
  // Whether an organisation of `child` may stand directly below one of `parent`. The county stands
  // below nothing.
  bool MayStandBelow(absl::string_view parent, absl::string_view child) const;
  bool MayOwnMembers(absl::string_view kind) const { return Is(&Kind::owns_members, kind); }
  // A base union: the union of one unit, whose members it has.
  bool IsBaseUnion(absl::string_view kind) const { return Is(&Kind::base_union, kind); }
  bool MayHaveQuota(absl::string_view kind) const { return Is(&Kind::quota_node, kind); }
  // R-O8: whether a union of `kind` may hold `union_uscc`. True for a kind that is not known.
  bool MayHoldCode(absl::string_view kind, absl::string_view union_uscc) const;
  // How codes of `kind` begin; empty where there is no rule, or no code.
  std::vector<std::string> CodePrefixes(absl::string_view kind) const;
  // R-O3: nullopt for no limit.
  std::optional<std::int64_t> MostMembers(absl::string_view kind) const;

 private:
  struct Kind {
    bool any_children = false;
    std::vector<std::string> children;
    bool owns_members = false;
    bool base_union = false;
    bool quota_node = false;
    bool county = false;
    std::vector<std::string> code_prefixes;
    std::optional<std::int64_t> most_members;
  };
  const Kind* Find(absl::string_view kind) const;
  bool Is(bool Kind::*what, absl::string_view kind) const;

  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_
