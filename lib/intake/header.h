// Finding the header row of a sheet, and which field of the form each column is.

#ifndef MINGCE_LIB_INTAKE_HEADER_H_
#define MINGCE_LIB_INTAKE_HEADER_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/form/form.h"
#include "lib/intake/errors.h"
#include "lib/intake/form_workbook.h"
#include "lib/sheet/cell.h"

namespace mingce::intake {

// The header stands on one of this many first rows (titles and bands come before it).
inline constexpr std::uint32_t kHeaderRows = 10;

// So many cells must be headers of the form: one or two may be chance.
inline constexpr std::size_t kFewestHeaders = 3;

// Among `rows`, the one with the most different fields of the form; the first of equals. nullopt
// when none has kFewestHeaders.
std::optional<std::size_t> FindHeaderRow(const form::Form& form, absl::Span<const sheet::Row> rows);

// How many different fields of the form the cells of a row are headers of.
std::size_t CountHeaders(const form::Form& form, const sheet::Row& row);

// Fills name, header_row, headers and fields. Errors: COLUMN_TWICE.
absl::StatusOr<InputSheet> MapColumns(const form::Form& form, const WorkbookPlace& place,
                                      const sheet::Row& header);

// The labels of required fields that have no column and no other source.
std::vector<std::string> MissingColumns(const form::Form& form, const InputSheet& sheet,
                                        const std::set<std::string>& columns_not_needed);

// Headers that name no field and carry none of our own marks (序号, 原行号 and so on).
std::vector<std::string> UnknownHeaders(const InputSheet& sheet);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_HEADER_H_
