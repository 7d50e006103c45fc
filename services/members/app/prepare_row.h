// What a row of a member workbook says, without a look at the register: checked against its form, with
// the tags under which the register is asked.

#ifndef MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROW_H_
#define MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/form/form.h"
#include "lib/seal/key_ring.h"
#include "services/members/app/resolve_unit.h"
#include "services/members/domain/decide_row.h"
#include "services/members/domain/ids.h"
#include "services/registry/mirror/state.h"

namespace mingce::members {

struct ImportRow {
  std::uint32_t number = 0;
  std::vector<absl::string_view> cells;  // in the order of the columns
  std::vector<std::uint32_t> numeric_columns;
};

// A row that is sound in itself.
struct PreparedMember {
  UnitReference unit;
  seal::Tag document{};
  seal::Tag name_tag{};
  SoundRow row;
};

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
PreparedRow PrepareRow(const registry::mirror::FormWithLists& form,
                       const std::vector<std::size_t>& columns, const ImportRow& row,
                       const std::optional<OrganizationId>& default_organization, gb::Date today,
                       const seal::KeyRing& ring);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_PREPARE_ROW_H_
