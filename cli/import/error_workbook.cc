#include "cli/import/error_workbook.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "lib/text/utf8.h"

namespace mingce::cli {
namespace {

// Of the 31 UTF-16 units of a sheet's name: file, "-", sheet, and room for "-99".
constexpr std::size_t kSheetNameUnits = 12;

std::string Shortened(absl::string_view name) {
  std::string out;
  std::size_t units = 0;
  for (std::size_t pos = 0; pos < name.size();) {
    const char32_t c = text::NextCodePoint(name, &pos);
    units += c > 0xFFFF && c != text::kInvalidCodePoint ? 2 : 1;
    if (units > kSheetNameUnits) break;
    const bool forbidden = c < 0x20 || c == '[' || c == ']' || c == ':' || c == '*' || c == '?' ||
                           c == '/' || c == '\\' || c == '\'' || c == text::kInvalidCodePoint;
    text::AppendUtf8(forbidden ? U'_' : c, &out);
  }
  return out;
}

// One mark a cell: the worst colour and all sentences. Column 0 is the row number.
void Mark(std::size_t column, sheet::MarkLevel level, const std::string& sentence,
          std::vector<sheet::CellMark>* marks) {
  const auto marked = std::find_if(marks->begin(), marks->end(),
                                   [&](const auto& mark) { return mark.column == column + 1; });
  if (marked == marks->end()) {
    marks->push_back({column + 1, level, sentence});
    return;
  }
  if (level == sheet::MarkLevel::kError) marked->level = level;
  absl::StrAppend(&marked->comment, "\n", sentence);
}

std::vector<sheet::CellMark> Marks(const form::Form& form, const intake::InputSheet& sheet,
                                   const RowAnswer& answer, Language language) {
  std::vector<sheet::CellMark> marks;
  for (const type::Finding& finding : answer.findings) {
    const std::optional<std::size_t> field = form.IndexOf(finding.field());
    const auto column = field.has_value() ? sheet.ColumnOf(*field) : std::nullopt;
    if (!column.has_value()) continue;
    const bool warning = finding.severity() == type::Finding::WARNING;
    Mark(*column, warning ? sheet::MarkLevel::kWarning : sheet::MarkLevel::kError,
         FindingText(finding).In(language), &marks);
  }
  return marks;
}

// Whether cells of `type` hold the number of a document or a credit code.
bool IsNumber(form::FieldType type) {
  return type == form::FieldType::kDocumentNumber || type == form::FieldType::kUnionUscc ||
         type == form::FieldType::kUnitUscc;
}

bool IsDamagedNumber(const form::Form& form, const intake::InputSheet& sheet,
                     const intake::InputRow& row, std::size_t column) {
  return sheet.fields[column].has_value() && row.At(column).kind == sheet::Cell::Kind::kNumber &&
         IsNumber(form.fields[*sheet.fields[column]].type);
}

void Count(const std::vector<std::string>& row, intake::TextChecksum* sum) {
  for (std::size_t i = 0; i < row.size(); ++i) sum->AddCell(i, row[i]);
  sum->EndRow();
}

// Wide enough for what stands in it: a number that is cut off is compared by nobody.
double Width(form::FieldType type) {
  if (type == form::FieldType::kOrganization) return 44;  // a code and a name
  return IsNumber(type) ? 20 : 16;
}

const Sentence& DamagedText() {
  static const Sentence& text =
      *new Sentence{"原为数字格式，可能已失真，故未保留；请对照证件重新填写",
                    "emptied: it was a spreadsheet number; type it again from the document"};
  return text;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ErrorWorkbook>> ErrorWorkbook::Open(
    const std::string& path, std::map<std::string, std::string> metadata, bool dry_run) {
  umask(077);
  MINGCE_ASSIGN_OR_RETURN(auto writer, sheet::WorkbookWriter::Open(path));
  return std::unique_ptr<ErrorWorkbook>(
      new ErrorWorkbook(std::move(writer), std::move(metadata), dry_run));
}

absl::Status ErrorWorkbook::Add(const form::Form& form, const std::string& file,
                                const intake::InputSheet& sheet, const SheetAnswers& answers,
                                Language language) {
  std::vector<sheet::ColumnSpec> columns;
  const auto add = [&columns](const std::string& header, double width) {
    sheet::ColumnSpec& column = columns.emplace_back();
    column.header = header;
    column.width = width;
  };
  add("原行号", 8);
  for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
    add(sheet.headers[i],
        sheet.fields[i].has_value() ? Width(form.fields[*sheet.fields[i]].type) : 16);
  }
  add("是否导入成功", dry_run_ ? 22 : 14);
  add("错误原因", 60);
  std::optional<sheet::SheetHandle> handle;
  std::uint32_t next_row = 0;
  for (const intake::InputRow& row : sheet.rows) {
    const auto found = answers.find(row.number);
    if (found == answers.end() || !found->second.NeedsAttention()) continue;
    if (!handle.has_value()) {
      MINGCE_ASSIGN_OR_RETURN(handle, writer_->AddSheet(SheetName(file, sheet.name), columns));
      next_row = writer_->FirstDataRow(*handle);
      std::vector<std::string> headers;
      for (const sheet::ColumnSpec& column : columns) headers.push_back(column.header);
      Count(headers, &written_);
      if (originals_.empty() || originals_.back() != file) originals_.push_back(file);
    }
    const RowAnswer& answer = found->second;
    std::vector<sheet::CellMark> marks = Marks(form, sheet, answer, language);
    std::vector<std::string> cells = {absl::StrCat(row.number)};
    for (std::size_t i = 0; i < sheet.headers.size(); ++i) {
      const bool damaged = IsDamagedNumber(form, sheet, row, i);
      if (damaged) Mark(i, sheet::MarkLevel::kError, DamagedText().In(language), &marks);
      cells.push_back(damaged ? "" : row.At(i).text);
    }
    std::vector<std::string> sentences;
    for (const type::Finding& finding : answer.findings) {
      const bool warning = finding.severity() == type::Finding::WARNING;
      const Sentence text = FindingText(finding);
      sentences.push_back(
          (warning ? Fill("提示：$0", "note: $1", text.zh, text.en) : text).In(language));
    }
    cells.push_back(answer.refused() ? "否" : dry_run_ ? "试运行通过（未保存）" : "是");
    cells.push_back(absl::StrJoin(sentences, Sentence{"；", "; "}.In(language)));
    Count(cells, &written_);
    MINGCE_RETURN_IF_ERROR(writer_->WriteRowMarked(*handle, next_row++, cells, marks));
  }
  return absl::OkStatus();
}

absl::Status ErrorWorkbook::Close() {
  metadata_.merge(intake::ResultMark(originals_, written_, dry_run_));
  MINGCE_RETURN_IF_ERROR(writer_->AddMetadata(metadata_));
  return writer_->Close();
}

std::string ErrorWorkbook::SheetName(const std::string& file, const std::string& sheet) {
  const std::string stem = std::filesystem::path(file).stem().string();
  const std::string base = absl::StrCat(Shortened(stem), "-", Shortened(sheet));
  std::string name = base;
  for (int i = 2; !names_.insert(absl::AsciiStrToLower(name)).second; ++i)
    name = absl::StrCat(base, "-", i);
  return name;
}

}  // namespace mingce::cli
