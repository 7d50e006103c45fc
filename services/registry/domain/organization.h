// A trade-union organisation as the register holds it.
//
// The fields the rules work with have members of their own; every other field of the form is kept
// in `attributes` by its key. Fields that name a person (contacts) are here only as sealed bytes:
// the rules never look inside.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/form/form.h"
#include "lib/gb/date.h"
#include "services/registry/domain/organization_id.h"

namespace mingce::registry {

// Keys of the organisation form that the registry itself works with; domain reference 4.2.
inline constexpr absl::string_view kUnionName = "union_name";
inline constexpr absl::string_view kUnionShortName = "union_short_name";
inline constexpr absl::string_view kAliases = "aliases";
inline constexpr absl::string_view kUnionKind = "union_kind";
inline constexpr absl::string_view kUnionUscc = "union_uscc";
inline constexpr absl::string_view kUnionUsccAbsentReason = "union_uscc_absent_reason";
inline constexpr absl::string_view kUnitUscc = "unit_uscc";
inline constexpr absl::string_view kUnitUsccAbsentReason = "unit_uscc_absent_reason";
inline constexpr absl::string_view kUnitName = "unit_name";
inline constexpr absl::string_view kEstablishedOn = "established_on";
inline constexpr absl::string_view kParentUnion = "parent_union";

// Most aliases of one organisation, so that a row stays small; nobody has that many names.
inline constexpr std::size_t kMaxAliases = 20;

// Canonical values by field key; an empty value clears the field.
using FieldValues = std::map<std::string, std::string>;

// The contact fields as they are stored: sealed, and a tag that tells "unchanged" without opening.
struct SealedContacts {
  std::string sealed;  // empty: none
  std::string tag;     // empty: none
};

struct Organization {
  explicit Organization(OrganizationId own_id,
                        std::optional<OrganizationId> parent_id = std::nullopt)
      : id(std::move(own_id)), parent(std::move(parent_id)) {}

  OrganizationId id;
  std::optional<OrganizationId> parent;  // absent for the county federation only
  std::string union_name;
  std::string union_short_name;
  std::vector<std::string> aliases;
  std::string union_kind;                // code of the list union_kind
  std::string union_uscc;                // canonical; empty if absent
  std::string union_uscc_absent_reason;  // empty when the code is there
  std::string unit_uscc;                 // canonical; empty if absent
  std::string unit_uscc_absent_reason;   // empty when the code is there
  std::string unit_name;
  std::optional<gb::Date> established_on;
  std::map<std::string, std::string> attributes;  // the other fields that name no person
  SealedContacts contacts;
  bool closed = false;
  std::string closing_document;
  bool collected = false;           // its form has been collected; else it is only planned
  bool may_own_members = false;     // its kind may, by the form in force when it was recorded
  gb::Date valid_from;              // the day from which this version holds
  absl::Time recorded;              // when this version was recorded
  std::uint64_t suspect_since = 0;  // that time is suspect (lib/ledger/recorded_time.h)
  std::int64_t revision = 0;        // counts the changes, from 1

  // D-3: either code is absent.
  bool provisional() const { return union_uscc.empty() || unit_uscc.empty(); }
  // Union name, short name and aliases, in that order, without empty ones.
  std::vector<std::string> Names() const;
  // Short name and aliases.
  std::vector<std::string> OtherNames() const;

  // Whether both say the same, whenever they were recorded and from whichever day they hold.
  friend bool operator==(const Organization& a, const Organization& b);
};

// Whether values of this field name a person or lead to one, so that they are stored sealed, shown
// masked, and never in an event: keys beginning with chair_, contact_ or bank_, and every field
// whose type is a name, a phone or a document's number.
bool IsContactField(const form::Field& field);

// Puts `values` into `organization`. Contact fields and the parent must not be among them. A code
// that is set clears its reason unless `values` has one too.
void ApplyFields(const FieldValues& values, Organization* organization);

// The value of a field by its key: what ApplyFields would have put there.
std::string FieldValue(const Organization& organization, absl::string_view key);

// Splits the cell `aliases`: names separated by '|' (of any width) or '、'.
std::vector<std::string> SplitAliases(absl::string_view cell);

// Adds those of `names` that the organisation does not bear yet, in their order, up to kMaxAliases.
void AddAliases(const std::vector<std::string>& names, Organization* organization);

// How names are compared: half width, without blanks and invisible characters.
std::string NormalizeName(absl::string_view name);

// Whether one of the organisation's names equals `name` once normalised.
bool Bears(const Organization& organization, absl::string_view name);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_ORGANIZATION_H_
