#include "lib/intake/errors.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/error.h"
#include "lib/text/shown.h"

namespace mingce::intake {
namespace {

// The sentence with its place before it.
absl::Status Refusal(const char* reason, const WorkbookPlace& place, const Sentence& sentence) {
  std::map<std::string, std::string> metadata = {{"file", place.file}};
  Sentence all = Fill("文件“$0”：$1", "$0: $2", place.file, sentence.zh, sentence.en);
  if (!place.sheet.empty()) {
    metadata["sheet"] = place.sheet;
    all = Fill("文件“$0”的工作表“$1”：$2", "$0, sheet $1: $3", place.file, text::Shown(place.sheet),
               sentence.zh, sentence.en);
  }
  return MakeError(absl::StatusCode::kInvalidArgument, all.en,
                   {reason, "mingce.intake", all.zh, std::move(metadata)});
}

// With a hint after it: data that nobody sees on the screen is the likeliest reason for finding
// none.
Sentence WithHidden(Sentence sentence, const std::vector<std::string>& hidden) {
  if (hidden.empty()) return sentence;
  return Fill("$0；隐藏的工作表“$2”未读取，数据若在其中，请取消隐藏后再导入",
              "$1; hidden sheets were not read, unhide them if they hold the data: $3", sentence.zh,
              sentence.en, text::ShownList(hidden, "”“"), text::ShownList(hidden, ", "));
}

}  // namespace

absl::Status NoRows(const WorkbookPlace& place, const std::vector<std::string>& hidden) {
  return Refusal("NO_ROWS", place,
                 WithHidden({"没有数据行，表头下面至少应有一行数据",
                             "there are no rows of data below the header"},
                            hidden));
}

absl::Status HeaderNotFound(const WorkbookPlace& place, absl::string_view some, std::size_t rows,
                            const std::vector<std::string>& hidden) {
  const Sentence sentence =
      rows == 0
          ? Fill("前10行中没有找到表头（至少应有“$0”等列中的三列），请使用模板导入",
                 "no header within the first 10 rows: at least three columns such as $0 are needed",
                 some)
          : Fill(
                "前10行中没有找到表头（至少应有“$0”等列中的三列），而表中有$1行像是数据；"
                "请使用模板导入",
                "no header within the first 10 rows: at least three columns such as $0 are needed; "
                "$1 rows on it look like data",
                some, rows);
  return Refusal("HEADER_NOT_FOUND", place, WithHidden(sentence, hidden));
}

absl::Status ColumnMissing(const WorkbookPlace& place, std::uint32_t header_row,
                           const std::vector<std::string>& labels, std::size_t rows) {
  const std::string zh = absl::StrJoin(labels, "”“");
  const std::string en = absl::StrJoin(labels, ", ");
  return Refusal(
      "COLUMN_MISSING", place,
      rows == 0 ? Fill("第$0行的表头缺少必填列“$1”，请补上这些列再导入",
                       "the header in row $0 lacks the required columns $2", header_row, zh, en)
                : Fill("第$0行的表头缺少必填列“$1”，而表中有$3行像是数据；请补上这些列再导入",
                       "the header in row $0 lacks the required columns $2; $3 rows on it look "
                       "like data",
                       header_row, zh, en, rows));
}

absl::Status RowsAboveHeader(const WorkbookPlace& place, std::uint32_t header_row,
                             std::uint32_t row) {
  return Refusal("ROWS_ABOVE_HEADER", place,
                 Fill("表头在第$0行，但它上面的第$1行像是数据或另一个表头，这样的行不会被读取；"
                      "请把表头放到所有数据的上面，每张工作表只放一张表，再导入",
                      "the header is row $0, but row $1 above it looks like data or like another "
                      "header and would not be read; put the header above all rows, one table a "
                      "sheet",
                      header_row, row));
}

absl::Status ColumnTwice(const WorkbookPlace& place, absl::string_view first,
                         absl::string_view second, absl::string_view label) {
  return Refusal(
      "COLUMN_TWICE", place,
      Fill("单元格$0和$1的表头都表示“$2”，请只保留一列",
           "the headers in $0 and $1 both mean $2; keep one of them", first, second, label));
}

absl::Status MergedCells(const WorkbookPlace& place, absl::string_view range) {
  return Refusal("MERGED_CELLS", place,
                 Fill("含有合并单元格$0，不符合导入模板规则，请取消合并并逐格填写",
                      "the cells $0 are merged; unmerge them and fill in each", range));
}

absl::Status WrongTemplate(const WorkbookPlace& place, absl::string_view found,
                           absl::string_view expected, const Sentence& remedy) {
  return Refusal("WRONG_TEMPLATE", place,
                 Fill("这是“$0”的模板，本次导入需要“$1”的模板；$2",
                      "this is the template of $0, and $1 is needed here; $3", text::Shown(found),
                      expected, remedy.zh, remedy.en));
}

}  // namespace mingce::intake
