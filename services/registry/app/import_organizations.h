#ifndef MINGCE_SERVICES_REGISTRY_APP_IMPORT_ORGANIZATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_IMPORT_ORGANIZATIONS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/registry/app/register.h"
#include "services/registry/storage/answers.h"

namespace mingce::registry {

// Rows of one call: so that a call stays well under 1 MiB and one batch under 100 ms.
inline constexpr std::size_t kMaxImportRows = 500;

struct ImportRow {
  std::uint32_t number = 0;                    // in its sheet
  std::vector<std::string> cells;              // as typed
  std::vector<std::uint32_t> numeric_columns;  // held as numbers by the spreadsheet
};

struct OrganizationImport {
  std::string campaign;
  std::vector<std::string> columns;  // field keys of the campaign's organisation form
  std::vector<ImportRow> rows;
};

// Registers the rows of a workbook: each is checked by the form and the rules on the calling
// thread, then one command decides all of them in order, each seeing those before it. A row is
// taken whole or leaves no trace. Errors: those of the RPC.
//
// Findings beside those of lib/form and CheckOrganization, at the field they concern:
//   PARENT_BY_NAME, PARENT_UNKNOWN (with candidates "code name"), ORGANIZATION_CLOSED,
//   PARENT_KIND_NOT_ALLOWED, TREE_TOO_DEEP, UNION_KIND_NOT_ALLOWED (13), USCC_TAKEN,
//   ORGANIZATION_AMBIGUOUS; warnings NAME_HINT_MISMATCH, USCC_KEPT.
void ImportOrganizations(const Register& parts, const Call& call, OrganizationImport asked,
                         Mutation mutation, Done<std::vector<RowResult>> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_IMPORT_ORGANIZATIONS_H_
