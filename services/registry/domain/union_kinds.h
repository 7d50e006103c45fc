// What the kinds of unions may do, read from the code list `union_kind`, which is data.
//
// Columns of the list that are used here (domain reference 6.8, R-O4, R-O8):
//   may_have_children     "yes", "no", or the kinds that may stand below, separated by ','
//   may_own_members       "yes"; "flag": yes where direct membership is allowed, which it is by
//                         default for 31 and 33; anything else: no
//   quota_node            "yes": a quota plan may name it; "county": the county itself; else no
//   union_uscc_prefixes   how a union's code begins, separated by ','; empty: any

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/gb/code_list.h"

namespace mingce::registry {

// The kind of the county federation, the root of a register.
inline constexpr absl::string_view kCountyKind = "13";

// Immutable. The default knows no kind: then nothing may stand below anything.
class UnionKinds {
 public:
  UnionKinds() = default;
  explicit UnionKinds(const gb::CodeList& list);

  bool Known(absl::string_view kind) const;
  // Whether an organisation of `child` may stand directly below one of `parent`. The county stands
  // below nothing.
  bool MayStandBelow(absl::string_view parent, absl::string_view child) const;
  bool MayOwnMembers(absl::string_view kind) const;
  bool MayHaveQuota(absl::string_view kind) const;
  // R-O8: whether a union of `kind` may hold `union_uscc`. True for a kind that is not known.
  bool MayHoldCode(absl::string_view kind, absl::string_view union_uscc) const;

 private:
  struct Kind {
    bool any_children = false;
    std::vector<std::string> children;
    bool owns_members = false;
    bool quota_node = false;
    std::vector<std::string> code_prefixes;
  };
  const Kind* Find(absl::string_view kind) const;

  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_UNION_KINDS_H_
