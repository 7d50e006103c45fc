// Grants: what whom is allowed, below which node, from which day until when.

#ifndef MINGCE_LIB_ACCESS_GRANT_H_
#define MINGCE_LIB_ACCESS_GRANT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "lib/access/shared_order.h"

namespace mingce::access {

// Permissions are numbered from 0; bit p of a set is permission p. What each allows is not said
// here.
inline constexpr int kMostPermissions = 64;

struct Grant {
  std::string id;
  std::string identity;                 // to whom
  std::uint64_t permissions = 0;        // a set
  std::string below;                    // a node and all below it; "": the whole tree
  absl::CivilDay from;                  // the first day
  std::optional<absl::CivilDay> until;  // the last day; absent: no end

  bool IsInForce(absl::CivilDay day) const {
    return from <= day && (!until.has_value() || day <= *until);
  }
};

// What became known: a grant (which replaces an older one of its id), the withdrawal of one, of now
// and of all days; or that an identity may nothing any more whatever it is granted, or may again.
struct Withdrawal {
  std::string grant_id;
};
struct Revocation {
  std::string identity;
};
struct Reinstatement {
  std::string identity;
};
using GrantChange = std::variant<Grant, Withdrawal, Revocation, Reinstatement>;

// All grants that stand. Immutable, and so thread-safe; a copy costs little.
class Grants {
 public:
  // With the changes made, in their order. What is withdrawn, revoked or reinstated without having
  // been granted or revoked is no error: changes may be repeated.
  Grants With(absl::Span<const GrantChange> changes) const;

  // Those in force on `day`, by id. None for an identity that is revoked.
  std::vector<std::shared_ptr<const Grant>> InForce(absl::string_view identity,
                                                    absl::CivilDay day) const;

  bool IsRevoked(absl::string_view identity) const;

  std::shared_ptr<const Grant> Find(absl::string_view grant_id) const;  // nullptr: none

 private:
  using Held = std::shared_ptr<const Grant>;

  void Apply(const Grant& grant);
  void Apply(const Withdrawal& withdrawal);
  void Apply(const Revocation& revocation);
  void Apply(const Reinstatement& reinstatement);

  SharedOrder<Held> by_id_;
  SharedOrder<Held> by_identity_;  // then by id
  SharedOrder<std::string> revoked_;
};

}  // namespace mingce::access

#endif  // MINGCE_LIB_ACCESS_GRANT_H_
