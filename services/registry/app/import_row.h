// One row of an organisation workbook on its way into the register: made ready by a worker, decided
// by the writer.

#ifndef MINGCE_SERVICES_REGISTRY_APP_IMPORT_ROW_H_
#define MINGCE_SERVICES_REGISTRY_APP_IMPORT_ROW_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/access/access.h"
#include "lib/form/form.h"
#include "lib/form/organization_cell.h"
#include "lib/kv/kv_store.h"
#include "lib/seal/key_ring.h"
#include "services/registry/app/known_organizations.h"
#include "services/registry/app/organization_form.h"
#include "services/registry/app/organization_record.h"
#include "services/registry/domain/organization.h"
#include "services/registry/storage/answers.h"
#include "services/registry/storage/living_register.h"

namespace mingce::registry {

// Names the organisations a clerk may have meant by a name in the parent cell, for the rows of one
// call. Each name costs a look through the whole register. Thread-compatible.
class ParentSuggestions {
 public:
  ParentSuggestions(const kv::Reader* reader, std::shared_ptr<const RegisterState> state,
                    Visible visible)
      : reader_(reader), state_(std::move(state)), visible_(std::move(visible)) {}

  // At most 3 visible ones, best first, each as "code name" the way the cell takes it. Empty for an
  // empty name, and where an earlier row bears the code: that row is the parent, and if it is
  // refused it is what has to be mended.
  absl::StatusOr<std::vector<std::string>> For(const form::OrganizationCell& parent);

  // Later rows may name `row` as their parent.
  void NoteRow(const Organization& row);

 private:
  const kv::Reader* const reader_;
  const std::shared_ptr<const RegisterState> state_;
  const Visible visible_;
  std::map<std::string, std::vector<std::string>> answers_;
  std::set<std::string> codes_of_rows_;
};

// The organisation a parent cell names; nullopt where it names none, or by name only.
absl::StatusOr<std::optional<Organization>> FindParent(const kv::Reader& reader,
                                                       const form::OrganizationCell& parent);

// What is known of a row before the register is looked at.
struct PreparedRow {
  std::uint32_t number = 0;
  Organization draft;      // the row as a new organisation, its parent not bound yet
  FieldValues values;      // of the columns given; empty: the cell is
  ContactValues contacts;  // likewise
  form::OrganizationCell parent;
  std::vector<std::string> parent_candidates;  // for a parent that cannot be bound
  std::vector<form::RowFinding> findings;
};

// Checks one row by the form and by the rules of CheckOrganization.
absl::StatusOr<PreparedRow> PrepareRow(const OrganizationForm& form,
                                       absl::Span<const std::size_t> columns,
                                       absl::Span<const form::Cell> cells, std::uint32_t number,
                                       const gb::Date& today, const kv::Reader& reader,
                                       const access::Access& access,
                                       ParentSuggestions* suggestions);

// Binds the row's parent, finds the organisation it means, and stages it if nothing speaks against
// it. A parent below which the caller may change nothing is none, but for `made`: what the rows
// before made, and this one may, stands below one of the caller's. An error means a broken store;
// everything else is in the result's findings.
absl::StatusOr<RowResult> DecideRow(const Recording& recording, const seal::KeyRing& keys,
                                    const PreparedRow& row, std::set<OrganizationId>* made);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_IMPORT_ROW_H_
