#include "lib/intake/sheet_sorter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "lib/base/status_macros.h"
#include "lib/intake/header.h"
#include "lib/intake/row_shape.h"
#include "lib/sheet/cell_name.h"
#include "lib/text/normalize.h"
#include "lib/text/shown.h"

namespace mingce::intake {
namespace {

// A row of data fills at least the required fields; a note or a signature line has few cells.
constexpr std::size_t kNoteCellsLimit = 4;

// A merged range this wide, alone in its row, is a note that somebody wrote across the table.
constexpr int kNoteColumns = 3;

// The first day of the 1904 system in the 1900 system, which services take numbers to be in.
constexpr std::int64_t kDaysTo1904 = 1462;
// Longer numbers in a date column are years, months and days without signs: 198506, 19850614.
constexpr std::int64_t kLastSerial = 99'999;

void MoveTo1900(sheet::Cell* cell) {
  std::int64_t days = 0;
  if (cell->kind != sheet::Cell::Kind::kNumber || !absl::SimpleAtoi(cell->text, &days)) return;
  if (days >= 0 && days + kDaysTo1904 <= kLastSerial) cell->text = absl::StrCat(days + kDaysTo1904);
}

std::string NumbersText(const std::vector<std::uint32_t>& numbers) {
  constexpr std::size_t kShown = 10;
  std::string text = absl::StrJoin(
      numbers.begin(),
      numbers.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, numbers.size())), "、");
  if (numbers.size() > kShown) absl::StrAppend(&text, "…");
  return text;
}

}  // namespace

SheetSorter::SheetSorter(const form::Form& form, const WorkbookRules& rules, WorkbookPlace place,
                         bool date1904, std::vector<Sentence>* notices)
    : form_(form),
      rules_(rules),
      place_(std::move(place)),
      date1904_(date1904),
      notices_(*notices) {}

absl::StatusOr<std::optional<InputSheet>> SheetSorter::Sort(
    std::vector<sheet::Row> rows, const std::vector<std::string>& merged) {
  const auto first_data = std::find_if(
      rows.begin(), rows.end(), [](const sheet::Row& row) { return row.number > kHeaderRows; });
  const std::optional<std::size_t> header = FindHeaderRow(
      form_, absl::MakeConstSpan(rows).first(static_cast<std::size_t>(first_data - rows.begin())));
  if (!header.has_value()) {
    for (const sheet::Row& row : rows) rows_lost_ += IsDataAnywhere(form_, row) ? 1 : 0;
    return std::optional<InputSheet>();
  }
  MINGCE_ASSIGN_OR_RETURN(InputSheet sheet, MapColumns(form_, place_, rows[*header]));
  const auto above = absl::MakeConstSpan(rows).first(*header);
  const auto missing = MissingColumns(form_, sheet, rules_.columns_not_needed);
  if (!missing.empty()) {
    for (const sheet::Row& row : above) {
      rows_lost_ += IsDataAbove(form_, sheet.fields, row) ? 1 : 0;
    }
    for (std::size_t i = *header + 1; i < rows.size(); ++i) {
      rows_lost_ += IsDataBelow(form_, sheet.fields, rows[i]) ? 1 : 0;
    }
    return ColumnMissing(place_, sheet.header_row, missing, rows_lost_);
  }
  MINGCE_RETURN_IF_ERROR(CheckAbove(above, sheet));
  if (const std::vector<std::string> unknown = UnknownHeaders(sheet); !unknown.empty()) {
    Add(absl::StrCat("不认识的列“", text::ShownList(unknown, "”“"), "”未读取"),
        absl::StrCat("unknown columns not read: ", text::ShownList(unknown, ", ")));
  }
  FindColumns(sheet);
  ReadRanges(merged);
  for (std::size_t i = *header + 1; i < rows.size(); ++i) Take(std::move(rows[i]), &sheet);
  for (const MergedRange& range : ranges_) {
    if (range.first_row <= sheet.header_row) continue;
    const auto row = std::lower_bound(
        sheet.rows.begin(), sheet.rows.end(), range.first_row,
        [](const InputRow& one, std::uint32_t number) { return one.number < number; });
    if (row != sheet.rows.end() && row->number <= range.last_row) {
      return MergedCells(place_, range.text);
    }
  }
  AddRowNotices();
  return std::optional<InputSheet>(std::move(sheet));
}

absl::Status SheetSorter::CheckAbove(absl::Span<const sheet::Row> rows,
                                     const InputSheet& sheet) const {
  for (const sheet::Row& row : rows) {
    // Another header has rows of its own, which would be taken for titles. A line of labels and
    // values (单位名称 … 联系人 …) is half labels at most.
    const std::size_t labels = CountHeaders(form_, row);
    const auto filled = static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [](const sheet::Cell& cell) { return !IsBlankCell(cell); }));
    const bool is_header = labels >= kFewestHeaders && labels * 2 > filled;
    if (is_header || IsDataAbove(form_, sheet.fields, row)) {
      return RowsAboveHeader(place_, sheet.header_row, row.number);
    }
  }
  return absl::OkStatus();
}

void SheetSorter::FindColumns(const InputSheet& sheet) {
  for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
    if (const std::optional<std::size_t> field = sheet.fields[i]; field.has_value()) {
      const form::FieldType type = form_.fields[*field].type;
      const bool date = type == form::FieldType::kDate || type == form::FieldType::kDateOrMonth;
      columns_.push_back(date ? Column::kDateField : Column::kField);
      if (type == form::FieldType::kPersonName) AddNameColumn(i, form_.fields[*field]);
      continue;
    }
    const std::string normal = text::NormalizeLabel(sheet.headers[i]);
    columns_.push_back(normal.empty()     ? Column::kNameless
                       : normal == "序号" ? Column::kSerialNumber
                                          : Column::kUnknown);
  }
}

void SheetSorter::AddNameColumn(std::size_t index, const form::Field& field) {
  NameColumn column{.index = index, .headers = {}};
  std::vector<std::string> headers = field.aliases;
  headers.push_back(field.label);
  for (const std::string& header : headers) {
    const std::string normal = text::NormalizeLabel(header);
    column.headers.insert({normal, absl::StrCat("*", normal), absl::StrCat(normal, "*")});
  }
  name_columns_.push_back(std::move(column));
}

void SheetSorter::ReadRanges(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::vector<absl::string_view> ends = absl::StrSplit(text, ':');
    const auto first = sheet::ParseCellName(ends.front());
    const auto last = sheet::ParseCellName(ends.back());
    if (!first.has_value() || !last.has_value()) continue;
    ranges_.push_back({text, first->row_number, last->row_number});
    if (last->column - first->column + 1 >= kNoteColumns) note_rows_.insert(first->row_number);
  }
}

void SheetSorter::Take(sheet::Row row, InputSheet* sheet) {
  bool mapped = false;
  bool other = false;
  bool nameless = false;
  std::size_t filled = 0;
  const sheet::Cell* first = nullptr;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (IsBlankCell(row.cells[i])) continue;
    if (first == nullptr) first = &row.cells[i];
    ++filled;
    const Column column = i < columns_.size() ? columns_[i] : Column::kNameless;
    const bool known = column == Column::kField || column == Column::kDateField;
    mapped |= known;
    nameless |= column == Column::kNameless;
    // A serial number alone is no content; templates come numbered.
    other |= !known && column != Column::kSerialNumber;
    if (date1904_ && column == Column::kDateField) MoveTo1900(&row.cells[i]);
  }
  if (first == nullptr) return;
  if (IsNote(row, *first, filled)) {
    notes_.push_back(row.number);
  } else if (IsSample(row, *first, *sheet)) {
    samples_.push_back(row.number);
    ++sheet->samples;
  } else if (!mapped) {
    if (other) strays_.push_back(row.number);
  } else {
    if (row.hidden) hidden_.push_back(row.number);
    if (nameless) nameless_.push_back(row.number);
    if (row.cells.size() > sheet->headers.size()) row.cells.resize(sheet->headers.size());
    sheet->rows.push_back({row.number, std::move(row.cells)});
  }
}

bool SheetSorter::IsNote(const sheet::Row& row, const sheet::Cell& first,
                         std::size_t filled) const {
  if (filled <= kNoteCellsLimit && IsNoteText(first.text)) return true;
  return filled == 1 && note_rows_.contains(row.number);
}

bool SheetSorter::IsSample(const sheet::Row& row, const sheet::Cell& first,
                           const InputSheet& sheet) const {
  if (IsSampleText(first.text)) return true;
  // "姓名" where a name belongs: a sample, or the header once more.
  const bool names_itself =
      std::any_of(name_columns_.begin(), name_columns_.end(), [&](const NameColumn& column) {
        return column.index < row.cells.size() &&
               column.headers.contains(text::NormalizeLabel(row.cells[column.index].text));
      });
  if (!names_itself) return false;
  for (std::size_t i = 0; i < row.cells.size() && i < sheet.fields.size(); ++i) {
    const std::optional<std::size_t> named = form_.IndexOfHeader(row.cells[i].text);
    // The header of another table: below it columns mean something else, so its rows must be seen
    // to fail.
    if (named.has_value() && named != sheet.fields[i]) return false;
  }
  return true;
}

void SheetSorter::AddRowNotices() {
  if (!notes_.empty()) {
    Add(absl::StrCat("第", NumbersText(notes_), "行是说明或签字栏，未作为数据"),
        absl::StrCat("rows ", NumbersText(notes_), " are notes, not data"));
  }
  if (!samples_.empty()) {
    Add(absl::StrCat("第", NumbersText(samples_), "行是示例或重复的表头，未导入（共",
                     samples_.size(), "行）；若其中有真实数据，请去掉示例标记后重新导入"),
        absl::StrCat("rows ", NumbersText(samples_),
                     " are samples, or the header again, not imported (", samples_.size(),
                     " in all); take the mark away from those that are real"));
  }
  if (!strays_.empty()) {
    Add(absl::StrCat("第", NumbersText(strays_), "行只在不认识的列中有内容，未导入"),
        absl::StrCat("rows ", NumbersText(strays_), " have only unknown columns, not imported"));
  }
  if (!nameless_.empty()) {
    Add(absl::StrCat("第", NumbersText(nameless_), "行在没有表头的列中有内容，这些单元格未读取"),
        absl::StrCat("rows ", NumbersText(nameless_),
                     " have cells below no header, which were not read"));
  }
  if (!hidden_.empty()) {
    Add(absl::StrCat("有", hidden_.size(), "行被隐藏或筛选（如第", hidden_.front(),
                     "行），已一并读取"),
        absl::StrCat(hidden_.size(), " hidden rows (such as ", hidden_.front(),
                     ") were read as well"));
  }
}

void SheetSorter::Add(const std::string& zh, const std::string& en) {
  const std::string sheet = text::Shown(place_.sheet);
  notices_.push_back({absl::StrCat("文件“", place_.file, "”的工作表“", sheet, "”：", zh),
                      absl::StrCat(place_.file, ", sheet ", sheet, ": ", en)});
}

}  // namespace mingce::intake
