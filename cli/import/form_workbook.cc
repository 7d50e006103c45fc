#include "cli/import/form_workbook.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/errors.h"
#include "cli/import/header.h"
#include "lib/base/status_macros.h"
#include "lib/gb/text.h"
#include "lib/sheet/cell_name.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::cli {
namespace {

// A row of data fills at least the required fields; a note or a signature line has few cells.
constexpr std::size_t kMostNoteCells = 4;

// A merged range this wide, alone in its row, is a note that somebody wrote across the table.
constexpr int kNoteColumns = 3;

struct MergedRange {
  std::string text;
  sheet::CellPosition first;
  sheet::CellPosition last;
};

std::vector<MergedRange> ParseRanges(const std::vector<std::string>& texts) {
  std::vector<MergedRange> ranges;
  for (const std::string& text : texts) {
    const std::vector<absl::string_view> ends = absl::StrSplit(text, ':');
    const auto first = sheet::ParseCellName(ends.front());
    const auto last = sheet::ParseCellName(ends.back());
    if (first.has_value() && last.has_value()) ranges.push_back({text, *first, *last});
  }
  return ranges;
}

bool IsBlankCell(const sheet::Cell& cell) {
  return gb::TrimBlanks(gb::StripInvisible(cell.text)).empty();
}

std::string NumbersText(const std::vector<std::uint32_t>& numbers) {
  constexpr std::size_t kShown = 10;
  std::string text = absl::StrJoin(
      numbers.begin(),
      numbers.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, numbers.size())), "、");
  if (numbers.size() > kShown) absl::StrAppend(&text, "…");
  return text;
}

// One sheet from its rows as read to its rows of data.
class SheetSorter {
 public:
  SheetSorter(const form::Form& form, const WorkbookRules& rules, WorkbookPlace place,
              std::vector<Notice>* notices)
      : form_(form), rules_(rules), place_(std::move(place)), notices_(*notices) {}

  // nullopt when the sheet has no header.
  absl::StatusOr<std::optional<InputSheet>> Sort(std::vector<sheet::Row> rows,
                                                 const std::vector<std::string>& merged) {
    const auto first_data = std::find_if(
        rows.begin(), rows.end(), [](const sheet::Row& row) { return row.number > kHeaderRows; });
    const std::vector<sheet::Row> head(rows.begin(), first_data);
    const std::optional<std::size_t> header = FindHeaderRow(form_, head);
    if (!header.has_value()) return std::optional<InputSheet>();
    MINGCE_ASSIGN_OR_RETURN(InputSheet sheet,
                            MapColumns(form_, place_, rows[*header], rules_.columns_not_needed));
    if (const std::vector<std::string> unknown = UnknownHeaders(sheet); !unknown.empty()) {
      Add(absl::StrCat("不认识的列“", absl::StrJoin(unknown, "”“"), "”未读取"),
          absl::StrCat("unknown columns not read: ", absl::StrJoin(unknown, ", ")));
    }
    ranges_ = ParseRanges(merged);
    for (std::size_t i = *header + 1; i < rows.size(); ++i) Take(std::move(rows[i]), &sheet);
    for (const MergedRange& range : ranges_) {
      if (range.first.row_number <= sheet.header_row) continue;
      const auto row = std::lower_bound(
          sheet.rows.begin(), sheet.rows.end(), range.first.row_number,
          [](const InputRow& one, std::uint32_t number) { return one.number < number; });
      if (row != sheet.rows.end() && row->number <= range.last.row_number) {
        return MergedCells(place_, range.text);
      }
    }
    AddRowNotices();
    return std::optional<InputSheet>(std::move(sheet));
  }

 private:
  void Take(sheet::Row row, InputSheet* sheet) {
    bool mapped = false;
    bool other = false;
    bool nameless = false;
    std::size_t filled = 0;
    const sheet::Cell* first = nullptr;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (IsBlankCell(row.cells[i])) continue;
      if (first == nullptr) first = &row.cells[i];
      ++filled;
      const bool known = i < sheet->fields.size() && sheet->fields[i].has_value();
      mapped |= known;
      nameless |= i >= sheet->headers.size() || gb::NormalizeLabel(sheet->headers[i]).empty();
      // A serial number alone is no content; templates come numbered.
      other |=
          !known && !(i < sheet->headers.size() && gb::NormalizeLabel(sheet->headers[i]) == "序号");
    }
    if (first == nullptr) return;
    if (IsNote(row, *first, filled)) {
      notes_.push_back(row.number);
    } else if (IsSampleText(first->text)) {
      samples_.push_back(row.number);
    } else if (!mapped) {
      if (other) strays_.push_back(row.number);
    } else {
      if (row.hidden) hidden_.push_back(row.number);
      if (nameless) nameless_.push_back(row.number);
      row.cells.resize(sheet->headers.size());
      sheet->rows.push_back({row.number, std::move(row.cells)});
    }
  }

  bool IsNote(const sheet::Row& row, const sheet::Cell& first, std::size_t filled) const {
    if (filled <= kMostNoteCells && IsNoteText(first.text)) return true;
    return filled == 1 &&
           std::any_of(ranges_.begin(), ranges_.end(), [&](const MergedRange& range) {
             return range.first.row_number == row.number &&
                    range.last.column - range.first.column + 1 >= kNoteColumns;
           });
  }

  void AddRowNotices() {
    if (!notes_.empty()) {
      Add(absl::StrCat("第", NumbersText(notes_), "行是说明或签字栏，未作为数据"),
          absl::StrCat("rows ", NumbersText(notes_), " are notes, not data"));
    }
    if (!samples_.empty()) {
      Add(absl::StrCat("第", NumbersText(samples_), "行是示例，未导入"),
          absl::StrCat("rows ", NumbersText(samples_), " are samples, not imported"));
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

  void Add(const std::string& zh, const std::string& en) {
    notices_.push_back({absl::StrCat("文件“", place_.file, "”的工作表“", place_.sheet, "”：", zh),
                        absl::StrCat(place_.file, ", sheet ", place_.sheet, ": ", en)});
  }

  const form::Form& form_;
  const WorkbookRules& rules_;
  const WorkbookPlace place_;
  std::vector<Notice>& notices_;
  std::vector<MergedRange> ranges_;
  std::vector<std::uint32_t> notes_;
  std::vector<std::uint32_t> samples_;
  std::vector<std::uint32_t> strays_;
  std::vector<std::uint32_t> nameless_;
  std::vector<std::uint32_t> hidden_;
};

absl::Status CheckMetadata(const std::map<std::string, std::string>& metadata,
                           const WorkbookRules& rules, const WorkbookPlace& place) {
  for (const auto& [key, wanted] : {std::pair<std::string, std::string>{"form", rules.form_name},
                                    {"campaign", rules.campaign}}) {
    const auto found = metadata.find(key);
    if (found != metadata.end() && !wanted.empty() && found->second != wanted) {
      return WrongTemplate(place, found->second, wanted);
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<std::size_t> InputSheet::ColumnOf(std::size_t field) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] == field) return i;
  }
  return std::nullopt;
}

std::size_t InputWorkbook::rows() const {
  std::size_t sum = 0;
  for (const InputSheet& sheet : sheets) sum += sheet.rows.size();
  return sum;
}

bool IsNoteText(absl::string_view text) {
  const std::string normal = gb::NormalizeLabel(text);
  for (const char* start : {"填表说明", "填报说明", "说明:", "注:", "备注:", "填表单位", "填报单位",
                            "填报日期", "填表日期", "填表人", "填报人", "单位负责人(",
                            "单位负责人:", "信息采集人(", "信息采集人:", "审核人:", "制表人:"}) {
    if (absl::StartsWith(normal, start)) return true;
  }
  return normal == "说明" || normal == "注";
}

bool IsSampleText(absl::string_view text) {
  const std::string normal = gb::NormalizeLabel(text);
  return normal == "例" || normal == "例子" || normal == "样例" || normal == "示例" ||
         normal == "样例行" || normal == "示例行" || absl::StartsWith(normal, "例:") ||
         absl::StartsWith(normal, "示例:") || absl::StartsWith(normal, "样例:");
}

absl::StatusOr<InputWorkbook> ReadFormWorkbook(const std::string& path, const form::Form& form,
                                               const WorkbookRules& rules) {
  InputWorkbook book;
  book.path = path;
  book.file = sheet::BaseName(path);
  MINGCE_ASSIGN_OR_RETURN(const auto reader, sheet::WorkbookReader::Open(path));
  using Metadata = std::map<std::string, std::string>;
  MINGCE_ASSIGN_OR_RETURN(const Metadata metadata, sheet::ReadMetadata(*reader));
  MINGCE_RETURN_IF_ERROR(CheckMetadata(metadata, rules, {book.file, ""}));
  if (const auto found = metadata.find("campaign"); found != metadata.end()) {
    book.campaign = found->second;
  }
  std::vector<std::string> without_header;
  for (std::size_t i = 0; i < reader->sheets().size(); ++i) {
    const sheet::SheetInfo& info = reader->sheets()[i];
    if (info.hidden) continue;
    std::vector<sheet::Row> rows;
    MINGCE_RETURN_IF_ERROR(reader->ReadRows(i, [&](const sheet::Row& row) {
      rows.push_back(row);
      return absl::OkStatus();
    }));
    if (rows.empty()) continue;
    SheetSorter sorter(form, rules, {book.file, info.name}, &book.notices);
    MINGCE_ASSIGN_OR_RETURN(std::optional<InputSheet> sheet,
                            sorter.Sort(std::move(rows), reader->merged_ranges()));
    if (sheet.has_value()) {
      book.sheets.push_back(*std::move(sheet));
    } else if (info.name != "填写说明") {
      without_header.push_back(info.name);
    }
  }
  if (book.sheets.empty()) {
    std::vector<std::string> some;
    for (const form::Field& field : form.fields) {
      if (some.size() < 5) some.push_back(field.label);
    }
    const std::string sheet = without_header.size() == 1 ? without_header.front() : "";
    if (without_header.empty()) return NoRows({book.file, ""});
    return HeaderNotFound({book.file, sheet}, absl::StrJoin(some, "、"));
  }
  if (book.rows() == 0) {
    return NoRows({book.file, book.sheets.size() == 1 ? book.sheets.front().name : ""});
  }
  for (const std::string& name : without_header) {
    book.notices.push_back(
        {absl::StrCat("文件“", book.file, "”的工作表“", name, "”没有表头，未读取"),
         absl::StrCat(book.file, ": the sheet ", name, " has no header and was not read")});
  }
  return book;
}

}  // namespace mingce::cli
