#include "lib/intake/form_workbook.h"

#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/intake/errors.h"
#include "lib/intake/result_mark.h"
#include "lib/intake/sheet_sorter.h"
#include "lib/sheet/errors.h"
#include "lib/sheet/workbook_reader.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/sheet/xml_text.h"
#include "lib/text/shown.h"

namespace mingce::intake {
namespace {

constexpr char kNotesSheet[] = "填写说明";  // of our own templates

absl::Status CheckClaims(const std::map<std::string, std::string>& metadata,
                         const WorkbookRules& rules, const WorkbookPlace& place) {
  for (const auto& [key, expected] : rules.claims) {
    const auto found = metadata.find(key);
    if (found == metadata.end() || found->second == expected) continue;
    if (rules.refuse_claim) return rules.refuse_claim(place, key, found->second);
    return WrongTemplate(place, found->second, expected, {"请重新生成模板", "make a new template"});
  }
  return absl::OkStatus();
}

}  // namespace

const sheet::Cell& InputRow::At(std::size_t column) const {
  static const sheet::Cell& empty = *new sheet::Cell();
  return column < cells.size() ? cells[column] : empty;
}

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

std::size_t InputWorkbook::samples() const {
  std::size_t sum = 0;
  for (const InputSheet& sheet : sheets) sum += sheet.samples;
  return sum;
}

namespace {

// Reads the sheets of one workbook, one after the other.
class WorkbookSorter {
 public:
  WorkbookSorter(sheet::WorkbookReader* reader, const form::Form& form, const WorkbookRules& rules,
                 InputWorkbook* book)
      : reader_(*reader), form_(form), rules_(rules), book_(*book) {}

  absl::Status ReadSheets() {
    for (std::size_t i = 0; i < reader_.sheets().size(); ++i) {
      const sheet::SheetInfo& info = reader_.sheets()[i];
      if (!info.hidden) {
        MINGCE_RETURN_IF_ERROR(ReadSheet(i));
      } else if (info.name != sheet::kListSheet && info.name != sheet::kMetadataSheet) {
        hidden_.push_back(info.name);
      }
    }
    if (book_.sheets.empty()) return NothingFound();
    if (book_.rows() == 0) {
      return NoRows({book_.file, book_.sheets.size() == 1 ? book_.sheets.front().name : ""},
                    hidden_);
    }
    AddNotices();
    return absl::OkStatus();
  }

 private:
  absl::Status ReadSheet(std::size_t index) {
    const std::string& name = reader_.sheets()[index].name;
    std::vector<sheet::Row> rows;
    MINGCE_RETURN_IF_ERROR(reader_.ReadRows(index, [&](sheet::Row&& row) {
      kept_ += sheet::BytesKept(row);
      if (kept_ > reader_.limits().kept_bytes) {
        return sheet::WorkbookBomb({book_.file, name, ""}, "kept_bytes");
      }
      rows.push_back(std::move(row));
      return absl::OkStatus();
    }));
    if (rows.empty()) return absl::OkStatus();
    SheetSorter sorter(form_, rules_, {book_.file, name}, reader_.date1904(), &book_.notices);
    absl::StatusOr<std::optional<InputSheet>> sheet =
        sorter.Sort(std::move(rows), reader_.merged_ranges());
    if (ReasonOf(sheet.status()) == "COLUMN_MISSING" && sorter.rows_lost() == 0) {
      if (unfit_.ok()) unfit_ = sheet.status();
      unfit_names_.push_back(name);
      return absl::OkStatus();
    }
    MINGCE_RETURN_IF_ERROR(sheet.status());
    if (sheet->has_value()) {
      book_.sheets.push_back(**std::move(sheet));
    } else if (sorter.rows_lost() > 0) {
      return NoHeader({book_.file, name}, sorter.rows_lost());
    } else if (name != kNotesSheet) {
      without_header_.push_back(name);
    }
    return absl::OkStatus();
  }

  absl::Status NothingFound() const {
    MINGCE_RETURN_IF_ERROR(unfit_);
    if (without_header_.empty()) return NoRows({book_.file, ""}, hidden_);
    const std::string sheet = without_header_.size() == 1 ? without_header_.front() : "";
    return NoHeader({book_.file, sheet}, 0);
  }

  absl::Status NoHeader(const WorkbookPlace& place, std::size_t rows) const {
    std::vector<std::string> some;
    for (const form::Field& field : form_.fields) {
      if (some.size() < 5) some.push_back(field.label);
    }
    return HeaderNotFound(place, absl::StrJoin(some, "、"), rows, hidden_);
  }

  void AddNotices() {
    for (const std::string& name : without_header_) {
      Add(name, "没有表头，未读取", "has no header and was not read");
    }
    for (const std::string& name : unfit_names_) {
      Add(name, "的表头缺少必填列，视为没有表头，未读取",
          "lacks required columns in its header, is taken to have none, and was not read");
    }
    for (const std::string& name : hidden_) {
      Add(name, "是隐藏的，未读取；如有数据请取消隐藏后再导入",
          "is hidden and was not read; unhide it if it has data");
    }
  }

  void Add(const std::string& sheet, absl::string_view zh, absl::string_view en) {
    book_.notices.push_back(
        {absl::StrCat("文件“", book_.file, "”的工作表“", text::Shown(sheet), "”", zh),
         absl::StrCat(book_.file, ": the sheet ", text::Shown(sheet), " ", en)});
  }

  sheet::WorkbookReader& reader_;
  const form::Form& form_;
  const WorkbookRules& rules_;
  InputWorkbook& book_;
  std::uint64_t kept_ = 0;
  std::vector<std::string> without_header_;
  absl::Status unfit_ = absl::OkStatus();  // of the first sheet that lacks columns
  std::vector<std::string> unfit_names_;
  std::vector<std::string> hidden_;
};

}  // namespace

absl::StatusOr<InputWorkbook> ReadFormWorkbook(const std::string& path, const form::Form& form,
                                               const WorkbookRules& rules,
                                               const sheet::ReadLimits& limits) {
  InputWorkbook book;
  book.path = path;
  book.file = text::Shown(sheet::BaseName(path), text::kShownFileLimit);
  MINGCE_ASSIGN_OR_RETURN(const auto reader, sheet::WorkbookReader::Open(path, limits));
  using Metadata = std::map<std::string, std::string>;
  MINGCE_ASSIGN_OR_RETURN(const Metadata metadata, sheet::ReadMetadata(*reader));
  MINGCE_RETURN_IF_ERROR(CheckClaims(metadata, rules, {book.file, ""}));
  book.result_of = ResultOf(metadata);
  WorkbookSorter sorter(reader.get(), form, rules, &book);
  MINGCE_RETURN_IF_ERROR(sorter.ReadSheets());
  return book;
}

}  // namespace mingce::intake
