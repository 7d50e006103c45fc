#include "lib/sheet/workbook_reader.h"

#include <utility>

#include "lib/base/status_macros.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/package.h"
#include "lib/sheet/shared_strings.h"
#include "lib/sheet/sheet_rows.h"
#include "lib/sheet/styles.h"
#include "lib/sheet/workbook_index.h"

namespace mingce::sheet {

struct WorkbookReader::State {
  std::unique_ptr<Package> package;
  WorkbookIndex index;
  DateStyles styles;
  SharedStrings strings;
  std::vector<std::string> merged_ranges;
};

WorkbookReader::WorkbookReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
WorkbookReader::~WorkbookReader() = default;

absl::StatusOr<std::unique_ptr<WorkbookReader>> WorkbookReader::Open(const std::string& path,
                                                                     const ReadLimits& limits) {
  auto state = std::make_unique<State>();
  MINGCE_ASSIGN_OR_RETURN(state->package, Package::Open(path, limits));
  const Package& package = *state->package;
  MINGCE_ASSIGN_OR_RETURN(state->index, ReadWorkbookIndex(package));
  MINGCE_ASSIGN_OR_RETURN(state->styles, ReadDateStyles(package, state->index.styles_part));
  MINGCE_ASSIGN_OR_RETURN(state->strings,
                          ReadSharedStrings(package, state->index.shared_strings_part));
  return std::unique_ptr<WorkbookReader>(new WorkbookReader(std::move(state)));
}

const std::vector<SheetInfo>& WorkbookReader::sheets() const { return state_->index.sheets; }

absl::Status WorkbookReader::ReadRows(std::size_t sheet,
                                      absl::FunctionRef<absl::Status(Row&&)> visit) {
  state_->merged_ranges.clear();
  const WorkbookIndex& index = state_->index;
  if (sheet >= index.sheets.size()) {
    return SheetMisuse(state_->package->file(), "no sheet of this number");
  }
  const Place place{state_->package->file(), index.sheets[sheet].name, index.sheet_parts[sheet]};
  const SheetContext context{state_->strings, state_->styles, index.date1904};
  std::vector<std::string> merged_ranges;
  MINGCE_RETURN_IF_ERROR(ReadSheetRows(*state_->package, index.sheet_parts[sheet], place, context,
                                       visit, &merged_ranges));
  state_->merged_ranges = std::move(merged_ranges);
  return absl::OkStatus();
}

bool WorkbookReader::date1904() const { return state_->index.date1904; }

const std::string& WorkbookReader::file() const { return state_->package->file(); }

const ReadLimits& WorkbookReader::limits() const { return state_->package->limits(); }

const std::vector<std::string>& WorkbookReader::merged_ranges() const {
  return state_->merged_ranges;
}

absl::StatusOr<std::map<std::string, std::string>> ReadMetadata(WorkbookReader& reader) {
  std::map<std::string, std::string> metadata;
  for (std::size_t i = 0; i < reader.sheets().size(); ++i) {
    if (reader.sheets()[i].name != kMetadataSheet) continue;
    std::uint32_t rows = 0;
    MINGCE_RETURN_IF_ERROR(reader.ReadRows(i, [&](const Row& row) {
      if (++rows > reader.limits().metadata_rows) {
        return WorkbookBomb({reader.file(), kMetadataSheet, ""}, "metadata_rows");
      }
      const std::string value = row.cells.size() > 1 ? row.cells[1].text : std::string();
      if (!row.cells[0].text.empty()) metadata.emplace(row.cells[0].text, value);
      return absl::OkStatus();
    }));
    break;
  }
  return metadata;
}

}  // namespace mingce::sheet
