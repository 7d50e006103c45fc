#include "lib/sheet/workbook_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/new_file.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/cell_formats.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/column_rules.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/number_value.h"
#include "lib/sheet/sheet_view.h"
#include "lib/sheet/workbook_check.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/sheet/write_cell.h"
#include "lib/sheet/xml_text.h"

namespace mingce::sheet {
namespace {

constexpr double kNotesWidth = 100;
constexpr double kHeaderHeight = 30;
constexpr double kListWidth = 24;

struct SheetState {
  std::string name;
  lxw_worksheet* worksheet = nullptr;  // of the workbook
  std::uint32_t first_data_row = 1;
  std::uint32_t last_row = 0;  // written so far
  std::uint64_t rows = 0;      // that have a cell
  std::size_t comments = 0;
  std::vector<ColumnSpec::Figures> figures;  // of each column
};

}  // namespace

struct WorkbookWriter::State {
  explicit State(NewFile new_file)
      : file(std::move(new_file)), name(BaseName(file.path())), folder(file.folder()) {}

  absl::StatusOr<SheetHandle> NewSheet(const std::string& sheet_name, bool hidden);
  // Moves to the next row; `count` cells are wanted in it.
  absl::Status BeginRow(SheetState& sheet, std::uint32_t row_number, std::size_t count);
  // The cell of a column in the row begun last.
  CellTarget At(const SheetState& sheet, std::size_t column) const {
    return {sheet.worksheet, {static_cast<int>(column), sheet.last_row}, name};
  }
  absl::Status WriteText(const SheetState& sheet, std::size_t column, absl::string_view text,
                         lxw_format* format) const {
    return WriteTextCell(At(sheet, column), text, format);
  }
  // A figure as a number, when the column asks for it and the text is one; else as text.
  absl::Status WriteValue(const SheetState& sheet, std::size_t column, absl::string_view text);
  absl::Status WriteComment(SheetState& sheet, const CellMark& mark);

  NewFile file;
  std::string name;    // base name, for errors
  std::string folder;  // libxlsxwriter keeps a pointer: its scratch files go there, nameless
  std::unique_ptr<lxw_workbook, FreeWorkbook> workbook;
  CellFormats formats;
  std::vector<SheetState> sheets;
  bool has_visible = false;
};

absl::StatusOr<SheetHandle> WorkbookWriter::State::NewSheet(const std::string& sheet_name,
                                                            bool hidden) {
  if (workbook == nullptr) return SheetMisuse(name, "use after Close");
  const std::string safe_name = EncodeForXml(sheet_name);
  const lxw_error valid = workbook_validate_sheet_name(workbook.get(), safe_name.c_str());
  if (safe_name.empty() || valid != LXW_NO_ERROR) {
    return SheetMisuse(name, absl::StrCat("sheet name: ", lxw_strerror(valid)));
  }
  lxw_worksheet* worksheet = workbook_add_worksheet(workbook.get(), safe_name.c_str());
  if (worksheet == nullptr) return FileNotWritten(name, "new sheet");
  if (hidden) {
    worksheet_hide(worksheet);
  } else if (!has_visible) {
    has_visible = true;
    worksheet_activate(worksheet);
    worksheet_set_first_sheet(worksheet);
  }
  SheetState sheet;
  sheet.name = sheet_name;
  sheet.worksheet = worksheet;
  sheets.push_back(std::move(sheet));
  return SheetHandle{sheets.size() - 1};
}

absl::Status WorkbookWriter::State::BeginRow(SheetState& sheet, std::uint32_t row_number,
                                             std::size_t count) {
  if (row_number <= sheet.last_row || row_number > kMaxRowNumber) {
    return SheetMisuse(name, absl::StrCat("row ", row_number, " after row ", sheet.last_row));
  }
  if (count > static_cast<std::size_t>(kMaxColumns)) return SheetMisuse(name, "too many columns");
  sheet.last_row = row_number;
  return absl::OkStatus();
}

absl::Status WorkbookWriter::State::WriteValue(const SheetState& sheet, std::size_t column,
                                               absl::string_view text) {
  const ColumnSpec::Figures figures =
      column < sheet.figures.size() ? sheet.figures[column] : ColumnSpec::Figures::kNone;
  const std::optional<double> number =
      figures == ColumnSpec::Figures::kNone ? std::nullopt : ParseNumber(text);
  if (!number.has_value()) return WriteText(sheet, column, text, formats.text);
  return WriteNumberCell(
      At(sheet, column), *number,
      figures == ColumnSpec::Figures::kWhole ? formats.whole : formats.two_decimals);
}

absl::Status WorkbookWriter::State::WriteComment(SheetState& sheet, const CellMark& mark) {
  if (mark.comment.empty() || sheet.comments >= kMaxComments) return absl::OkStatus();
  MINGCE_RETURN_IF_ERROR(WriteCellComment(At(sheet, mark.column), mark.comment));
  ++sheet.comments;
  return absl::OkStatus();
}

WorkbookWriter::WorkbookWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
WorkbookWriter::~WorkbookWriter() = default;

absl::StatusOr<std::unique_ptr<WorkbookWriter>> WorkbookWriter::Open(const std::string& path) {
  auto made = NewFile::Create(path);
  if (auto* failure = std::get_if<FileFailure>(&made))
    return FileNotWritten(BaseName(path), *failure);
  auto state = std::make_unique<State>(std::get<NewFile>(std::move(made)));
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = state->folder.data();
  state->workbook.reset(workbook_new_opt(state->file.opened_path().c_str(), &options));
  if (state->workbook == nullptr) return FileNotWritten(state->name, "new workbook");
  state->formats = AddCellFormats(state->workbook.get());
  return std::unique_ptr<WorkbookWriter>(new WorkbookWriter(std::move(state)));
}

absl::StatusOr<SheetHandle> WorkbookWriter::AddSheet(const std::string& name,
                                                     absl::Span<const ColumnSpec> columns,
                                                     const SheetOptions& options) {
  State& state = *state_;
  if (columns.size() > static_cast<std::size_t>(kMaxColumns)) {
    return SheetMisuse(state.name, "too many columns");
  }
  MINGCE_ASSIGN_OR_RETURN(const SheetHandle handle, state.NewSheet(name, options.hidden));
  SheetState& sheet = state.sheets[handle.index];
  const auto title_rows = static_cast<std::uint32_t>(options.title_lines.size());
  sheet.first_data_row = title_rows + (options.header ? 1 : 0) + 1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    sheet.figures.push_back(columns[i].figures);
    const bool text = columns[i].text && columns[i].figures == ColumnSpec::Figures::kNone;
    worksheet_set_column(sheet.worksheet, column, column, columns[i].width,
                         text ? state.formats.text : nullptr);
    MINGCE_RETURN_IF_ERROR(AddColumnRule(sheet.worksheet, static_cast<int>(i), columns[i],
                                         sheet.first_data_row, state.name));
  }
  for (std::uint32_t row = 1; row <= title_rows; ++row) {
    MINGCE_RETURN_IF_ERROR(state.BeginRow(sheet, row, 1));
    if (options.title_lines[row - 1].empty()) continue;
    MINGCE_RETURN_IF_ERROR(
        state.WriteText(sheet, 0, options.title_lines[row - 1], state.formats.title));
    ++sheet.rows;
  }
  if (options.header) {
    MINGCE_RETURN_IF_ERROR(state.BeginRow(sheet, title_rows + 1, columns.size()));
    worksheet_set_row(sheet.worksheet, title_rows, kHeaderHeight, nullptr);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const ColumnSpec& spec = columns[i];
      MINGCE_RETURN_IF_ERROR(state.WriteText(
          sheet, i, spec.required ? absl::StrCat(kRequiredMark, spec.header) : spec.header,
          spec.required ? state.formats.required_header : state.formats.header));
    }
    ++sheet.rows;  // its height is set, so it is there even without cells
  }
  SetView(sheet.worksheet, options, sheet.first_data_row);
  return handle;
}

std::uint32_t WorkbookWriter::FirstDataRow(SheetHandle sheet) const {
  return sheet.index < state_->sheets.size() ? state_->sheets[sheet.index].first_data_row : 1;
}

absl::Status WorkbookWriter::WriteRow(SheetHandle sheet, std::uint32_t row_number,
                                      absl::Span<const std::string> cells) {
  return WriteRowMarked(sheet, row_number, cells, {});
}

absl::Status WorkbookWriter::WriteRowMarked(SheetHandle handle, std::uint32_t row_number,
                                            absl::Span<const std::string> cells,
                                            absl::Span<const CellMark> marks) {
  State& state = *state_;
  if (state.workbook == nullptr || handle.index >= state.sheets.size()) {
    return SheetMisuse(state.name, "no such sheet");
  }
  SheetState& sheet = state.sheets[handle.index];
  std::size_t count = cells.size();
  for (const CellMark& mark : marks) count = std::max(count, mark.column + 1);
  MINGCE_RETURN_IF_ERROR(state.BeginRow(sheet, row_number, count));
  bool written = false;
  for (std::size_t column = 0; column < count; ++column) {
    const CellMark* mark = nullptr;
    for (const CellMark& candidate : marks) {
      if (candidate.column == column) mark = &candidate;
    }
    const absl::string_view text =
        column < cells.size() ? absl::string_view(cells[column]) : absl::string_view();
    if (text.empty() && mark == nullptr) continue;
    written = true;
    if (mark == nullptr) {
      MINGCE_RETURN_IF_ERROR(state.WriteValue(sheet, column, text));
      continue;
    }
    MINGCE_RETURN_IF_ERROR(state.WriteComment(sheet, *mark));
    MINGCE_RETURN_IF_ERROR(state.WriteText(
        sheet, column, text,
        mark->level == MarkLevel::kError ? state.formats.error : state.formats.warning));
  }
  if (written) ++sheet.rows;
  return absl::OkStatus();
}

absl::StatusOr<SheetHandle> WorkbookWriter::AddNotesSheet(const std::string& name,
                                                          absl::Span<const std::string> lines) {
  MINGCE_ASSIGN_OR_RETURN(const SheetHandle handle, state_->NewSheet(name, /*hidden=*/false));
  SheetState& sheet = state_->sheets[handle.index];
  worksheet_set_column(sheet.worksheet, 0, 0, kNotesWidth, state_->formats.note);
  for (const std::string& line : lines) {
    MINGCE_RETURN_IF_ERROR(state_->BeginRow(sheet, sheet.last_row + 1, 1));
    if (line.empty()) continue;
    MINGCE_RETURN_IF_ERROR(state_->WriteText(sheet, 0, line, state_->formats.note));
    ++sheet.rows;
  }
  return handle;
}

absl::StatusOr<std::map<std::string, std::string>> WorkbookWriter::AddListSheet(
    absl::Span<const ValueList> lists) {
  std::vector<ColumnSpec> columns(lists.size());
  std::map<std::string, std::string> references;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (lists[i].values.empty()) return SheetMisuse(state_->name, "an empty list");
    columns[i].width = kListWidth;
    longest = std::max(longest, lists[i].values.size());
    const std::string column = ColumnName(static_cast<int>(i));
    const std::string reference =
        absl::StrCat("=", kListSheet, "!$", column, "$1:$", column, "$", lists[i].values.size());
    if (!references.emplace(lists[i].name, reference).second) {
      return SheetMisuse(state_->name, "two lists of one name");
    }
  }
  SheetOptions options;
  options.header = false;
  options.hidden = true;
  MINGCE_ASSIGN_OR_RETURN(const SheetHandle sheet, AddSheet(kListSheet, columns, options));
  std::vector<std::string> cells(lists.size());
  for (std::size_t row = 0; row < longest; ++row) {
    for (std::size_t i = 0; i < lists.size(); ++i) {
      cells[i] = row < lists[i].values.size() ? lists[i].values[row] : std::string();
    }
    MINGCE_RETURN_IF_ERROR(WriteRow(sheet, static_cast<std::uint32_t>(row + 1), cells));
  }
  return references;
}

absl::Status WorkbookWriter::AddMetadata(const std::map<std::string, std::string>& metadata) {
  SheetOptions options;
  options.header = false;
  options.hidden = true;
  MINGCE_ASSIGN_OR_RETURN(const SheetHandle sheet,
                          AddSheet(kMetadataSheet, std::vector<ColumnSpec>(2), options));
  std::uint32_t row = 0;
  for (const auto& [key, value] : metadata) {
    MINGCE_RETURN_IF_ERROR(WriteRow(sheet, ++row, {key, value}));
  }
  return absl::OkStatus();
}

absl::Status WorkbookWriter::Close() {
  State& state = *state_;
  if (state.workbook == nullptr) return SheetMisuse(state.name, "use after Close");
  if (!state.has_visible) return SheetMisuse(state.name, "no visible sheet");
  const lxw_error result = workbook_close(state.workbook.release());
  if (result != LXW_NO_ERROR) return FileNotWritten(state.name, lxw_strerror(result));
  std::vector<std::uint64_t> rows;
  for (const SheetState& sheet : state.sheets) rows.push_back(sheet.rows);
  const absl::Status whole = CheckWorkbook(state.file.opened_path(), rows);
  if (!whole.ok()) return FileNotWritten(state.name, whole.message());
  // Workbooks hold personal data.
  const FileFailure failed = state.file.Publish(0600, NewFile::IfTaken::kReplace);
  return failed.ok() ? absl::OkStatus() : FileNotWritten(state.name, failed);
}

}  // namespace mingce::sheet
