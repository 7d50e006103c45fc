// Rows as the services want them, several to a call.

#ifndef MINGCE_CLI_IMPORT_OUTGOING_H_
#define MINGCE_CLI_IMPORT_OUTGOING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/import/form_workbook.h"
#include "lib/form/form.h"

namespace mingce::cli {

// The services take so many rows in a call.
inline constexpr std::size_t kRowsPerCall = 500;

struct OutgoingRow {
  std::uint32_t number = 0;
  std::vector<std::string> cells;
  std::vector<std::uint32_t> numeric_columns;
};

struct OutgoingCall {
  std::vector<std::string> columns;  // field keys
  std::vector<OutgoingRow> rows;
  std::string request_id;
};

// These rows of a sheet (indexes in sheet.rows) as a call, without request id.
OutgoingCall MakeCall(const form::Form& form, const InputSheet& sheet,
                      absl::Span<const std::size_t> rows);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_OUTGOING_H_
