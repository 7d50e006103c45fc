// Roles as facts: who is what, for which organisation, from when until when, and by which document.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_ROLE_GRANT_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_ROLE_GRANT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "lib/base/resource_name.h"
#include "lib/policy/question_limits.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {

struct RoleGrant {
  // Says that it gives nothing any more, on no day.
  struct Withdrawal {
    std::string by;  // the identity of who said so
    absl::Time time;
    std::string document_number;

    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
  };

  std::string id;                              // opaque
  std::string identity;                        // SPIFFE URI
  int role = 0;                                // a number of mingce.policy.v1.Role
  std::optional<OrganizationId> organization;  // and all below it; absent: the whole register
  absl::CivilDay from;
  std::optional<absl::CivilDay> until;  // inclusive; absent: no end
  std::string document_number;
  std::string granted_by;
  absl::Time granted;
  std::optional<Withdrawal> withdrawal;
  policy::QuestionLimits question_limits = {};  // none of its own: all 0

  bool HasQuestionLimits() const { return question_limits != policy::QuestionLimits(); }

  // `roleGrants/{grant}`.
  std::string ResourceName() const { return MakeResourceName(kRoleGrants, id); }

  friend bool operator==(const RoleGrant&, const RoleGrant&) = default;
};

// Whether an identity is let in at all; what was said last.
struct IdentityBlock {
  std::string identity;
  bool blocked = false;
  std::string document_number;
  std::string recorded_by;
  absl::Time recorded;

  friend bool operator==(const IdentityBlock&, const IdentityBlock&) = default;
};

// Whether `text` is `spiffe://<trust domain>/<kind>/<id>`: a trust domain of [a-z0-9.-], one of the
// kinds person, partner and service, and an id as certificates are issued for: 1 to 63 of
// [a-z0-9._-], begun by a letter or a digit.
bool IsIdentity(absl::string_view text);

// Whether `grant` stands and gives its role on `day`.
bool IsInForce(const RoleGrant& grant, absl::CivilDay day);

// Whether `grant` stands and gives, on all days of `asked`, the same role for the same organisation
// to the same identity, with the same limits.
bool Covers(const RoleGrant& grant, const RoleGrant& asked);

// A limit that cannot be.
struct LimitFault {
  std::string name;        // as in the contracts
  std::int32_t most = 0;   // it has to be 1 to this
  std::int32_t usual = 0;  // what it is where nobody says
};

// The first limit that is below 1 or too large; nullopt for none. What may be missed at once is no
// more than a day makes good, or no day would.
std::optional<LimitFault> CheckQuestionLimits(const policy::QuestionLimits& limits);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_ROLE_GRANT_H_
