#include "cli/import/error_workbook.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "lib/gb/text.h"

namespace mingce::cli {
namespace {

// Names of sheets: at most 31 UTF-16 units; 12 code points are within that, whatever they are.
constexpr std::size_t kSheetNameCodePoints = 12;

std::string Shortened(absl::string_view name) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < name.size() && count < kSheetNameCodePoints; ++count) {
    const char32_t c = gb::NextCodePoint(name, &pos);
    const bool forbidden = c < 0x20 || c == '[' || c == ']' || c == ':' || c == '*' || c == '?' ||
                           c == '/' || c == '\\' || c == '\'' || c == gb::kInvalidCodePoint;
    gb::AppendUtf8(forbidden ? U'_' : c, &out);
  }
  return out;
}

std::string Sentence(const type::Finding& finding, bool english) {
  std::string text = english ? finding.message_en() : finding.message();
  if (finding.candidates_size() > 0) {
    absl::StrAppend(&text, english ? " (such as " : "（可选：",
                    absl::StrJoin(finding.candidates(), english ? ", " : "、"),
                    english ? ")" : "）");
  }
  return text;
}

}  // namespace

bool NeedsAttention(const RowAnswer& answer) {
  return answer.refused() || !answer.findings.empty();
}

absl::StatusOr<std::unique_ptr<ErrorWorkbook>> ErrorWorkbook::Open(const std::string& path) {
  umask(077);
  MINGCE_ASSIGN_OR_RETURN(auto writer, sheet::WorkbookWriter::Open(path));
  return std::unique_ptr<ErrorWorkbook>(new ErrorWorkbook(std::move(writer)));
}

absl::Status ErrorWorkbook::Add(const form::Form& form, const std::string& file,
                                const InputSheet& sheet, const SheetAnswers& answers,
                                bool english) {
  std::vector<sheet::ColumnSpec> columns(1);
  columns[0].header = "原行号";
  columns[0].width = 8;
  for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
    sheet::ColumnSpec column;
    column.header = sheet.headers[i];
    column.width = 16;
    columns.push_back(std::move(column));
  }
  for (const char* header : {"是否导入成功", "错误原因"}) {
    sheet::ColumnSpec column;
    column.header = header;
    column.width = columns.size() == sheet.headers.size() + 1 ? 14 : 60;
    columns.push_back(std::move(column));
  }
  std::optional<sheet::SheetHandle> handle;
  std::uint32_t next_row = 0;
  for (const InputRow& row : sheet.rows) {
    const auto found = answers.find(row.number);
    if (found == answers.end() || !NeedsAttention(found->second)) continue;
    if (!handle.has_value()) {
      MINGCE_ASSIGN_OR_RETURN(handle, writer_->AddSheet(SheetName(file, sheet.name), columns));
      next_row = writer_->FirstDataRow(*handle);
    }
    const RowAnswer& answer = found->second;
    std::vector<std::string> cells = {absl::StrCat(row.number)};
    for (const sheet::Cell& cell : row.cells) cells.push_back(cell.text);
    std::vector<std::string> sentences;
    std::vector<sheet::CellMark> marks;
    for (const type::Finding& finding : answer.findings) {
      const bool warning = finding.severity() == type::Finding::WARNING;
      sentences.push_back(
          absl::StrCat(warning ? (english ? "note: " : "提示：") : "", Sentence(finding, english)));
      const std::optional<std::size_t> field = form.IndexOf(finding.field());
      const std::optional<std::size_t> column =
          field.has_value() ? sheet.ColumnOf(*field) : std::nullopt;
      if (!column.has_value()) continue;
      const auto marked = std::find_if(
          marks.begin(), marks.end(), [&](const auto& mark) { return mark.column == *column + 1; });
      if (marked == marks.end()) {
        marks.push_back({*column + 1,
                         warning ? sheet::MarkLevel::kWarning : sheet::MarkLevel::kError,
                         Sentence(finding, english)});
      } else {  // one mark a cell: the worst colour and all sentences
        if (!warning) marked->level = sheet::MarkLevel::kError;
        absl::StrAppend(&marked->comment, "\n", Sentence(finding, english));
      }
    }
    cells.push_back(answer.refused() ? "否" : "是");
    cells.push_back(absl::StrJoin(sentences, english ? "; " : "；"));
    MINGCE_RETURN_IF_ERROR(writer_->WriteRowMarked(*handle, next_row++, cells, marks));
  }
  return absl::OkStatus();
}

absl::Status ErrorWorkbook::Close() { return writer_->Close(); }

std::string ErrorWorkbook::SheetName(const std::string& file, const std::string& sheet) {
  const std::string stem = std::filesystem::path(file).stem().string();
  const std::string base = absl::StrCat(Shortened(stem), "-", Shortened(sheet));
  std::string name = base;
  for (int i = 2; !names_.insert(name).second; ++i) name = absl::StrCat(base, "-", i);
  return name;
}

std::string DefaultErrorPath(const std::string& input) {
  const std::filesystem::path path(input);
  return (path.parent_path() / absl::StrCat(path.stem().string(), "-结果.xlsx")).string();
}

}  // namespace mingce::cli
