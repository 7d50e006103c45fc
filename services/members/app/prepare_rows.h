// Everything about an imported row that needs no look at the register: checked, indexed, sealed.
// Done on a worker, so that the one writer only compares and puts.

#ifndef MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROWS_H_
#define MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/form/form.h"
#include "lib/seal/key_ring.h"
#include "services/members/app/reference.h"
#include "services/members/domain/ids.h"
#include "services/members/domain/membership.h"
#include "services/members/storage/profile.h"

namespace mingce::members {

struct ImportRow {
  std::uint32_t number = 0;
  std::vector<absl::string_view> cells;  // in the order of the columns
  std::vector<std::uint32_t> numeric_columns;
};

// What the cell 所属工会 says, resolved as far as text goes.
struct UnitReference {
  std::optional<OrganizationId> id;
  std::string code;       // canonical credit code, if that is what it says
  std::string name_hint;  // what follows it
};

// The parts of a sound row that are stored, and what is needed to decide about it.
struct PreparedMember {
  MemberId new_id;  // used if the row makes a new member
  UnitReference unit;
  std::string work_unit_name;
  Membership membership = Membership::kActive;
  std::vector<std::string> missing_fields;
  std::vector<std::string> blank;  // keys of columns that the sheet has and the row leaves empty
  seal::Tag document{};
  seal::Tag name_tag{};
  SealedProfile profile;
};

// The form's column 所属工会.
inline constexpr char kUnionField[] = "union";
// The findings of a row that names its union without its code, or with a code nobody has.
inline constexpr char kUnitByName[] = "UNIT_BY_NAME";
inline constexpr char kUnitUnknown[] = "UNIT_UNKNOWN";

struct PreparedRow {
  std::uint32_t number = 0;
  std::vector<form::RowFinding> findings;
  std::string unbound_union_name;        // the name beside or instead of a code that binds
  std::optional<PreparedMember> member;  // absent when the row is refused already
};

// `columns` are form keys. FORM_FIELD_UNKNOWN, COLUMN_MISSING.
absl::StatusOr<std::vector<std::size_t>> ResolveColumns(const form::Form& form,
                                                        const std::vector<std::string>& columns,
                                                        bool has_default_organization);

// `default_organization` is where rows with an empty union cell belong.
PreparedRow PrepareRow(const FormWithLists& form, const std::vector<std::size_t>& columns,
                       const ImportRow& row,
                       const std::optional<OrganizationId>& default_organization, gb::Date today,
                       const seal::KeyRing& ring);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROWS_H_
