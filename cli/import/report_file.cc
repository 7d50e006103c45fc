#include "cli/import/report_file.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/show/json.h"
#include "lib/text/shown.h"

namespace mingce::cli {
namespace {

// Errors said on standard error for each file; the workbook and --json have all.
constexpr std::size_t kErrorsLimit = 10;

// "表一 第3行 手机：手机号格式错误"
Sentence RowErrorText(const RowError& error, bool many_sheets) {
  const std::string sheet = many_sheets ? absl::StrCat(text::Shown(error.sheet), " ") : "";
  const std::string column =
      error.column.empty() ? "" : absl::StrCat(" ", text::Shown(error.column));
  const Sentence finding = FindingText(error.finding);
  return Fill("  $0第$1行$2：$3", "  $0row $1$2: $4", sheet, error.row, column, finding.zh,
              finding.en);
}

Sentence UnansweredText(const FileOutcome& outcome) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const RowRange& range : outcome.unanswered) {
    const std::string sheet =
        outcome.many_sheets ? absl::StrCat(text::Shown(range.sheet), " ") : "";
    const Sentence rows = Fill("$0第$1至$2行", "$0rows $1 to $2", sheet, range.first, range.last);
    zh.push_back(rows.zh);
    en.push_back(rows.en);
  }
  return Fill("  以下各行没有得到结果，须重新导入：$0",
              "  no answer for these, to be imported again: $1", absl::StrJoin(zh, "，"),
              absl::StrJoin(en, ", "));
}

Sentence TextOf(const absl::Status& status) {
  return {ErrorText(status, Language::kChinese), ErrorText(status, Language::kEnglish)};
}

// How many files there were, and what became of those that were not imported.
Sentence FilesText(std::size_t files, std::int64_t refused, std::int64_t not_started) {
  if (refused + not_started == 0) return Fill("$0 个文件", "$0 files", files);
  if (not_started == 0) {
    return Fill("$0 个文件（$1 个未导入）", "$0 files ($1 not imported)", files, refused);
  }
  if (refused == 0) {
    return Fill("$0 个文件（$1 个尚未开始）", "$0 files ($1 not started)", files, not_started);
  }
  return Fill("$0 个文件（$1 个未导入，$2 个尚未开始）",
              "$0 files ($1 not imported, $2 not started)", files, refused, not_started);
}

// How the run ended.
Sentence EndText(std::size_t files, std::int64_t refused, const RunFacts& facts) {
  if (facts.cut_short) {
    return facts.dry_run ? Sentence{"试导入中断（未保存）", "dry run cut short, nothing kept"}
                         : Sentence{"导入中断", "import cut short"};
  }
  if (refused == 0) {
    return facts.dry_run ? Sentence{"试导入完成（未保存）", "dry run done, nothing kept"}
                         : Sentence{"导入完成", "import done"};
  }
  if (refused < static_cast<std::int64_t>(files)) {
    return facts.dry_run ? Sentence{"试导入结束，有文件未导入（未保存）",
                                    "dry run done in part, nothing kept"}
                         : Sentence{"导入结束，有文件未导入", "import done in part"};
  }
  return facts.dry_run ? Sentence{"试导入未进行（未保存）", "dry run not done, nothing kept"}
                       : Sentence{"导入未进行", "import not done"};
}

}  // namespace

void ReportFile(const Session& session, const FileOutcome& outcome) {
  for (const Sentence& notice : outcome.notices) session.Say(notice);
  for (std::size_t i = 0; i < std::min(kErrorsLimit, outcome.errors.size()); ++i) {
    session.Say(RowErrorText(outcome.errors[i], outcome.many_sheets));
  }
  if (outcome.errors.size() > kErrorsLimit) {
    session.Say(Fill("  ……共$0处错误", "  … in all $0 errors", outcome.errors.size()));
  }
  if (!outcome.refusal.ok()) session.Say(TextOf(outcome.refusal));
  if (!outcome.unanswered.empty()) session.Say(UnansweredText(outcome));
  if ((outcome.refusal.ok() && !outcome.skipped) || outcome.counts.rows > 0) {
    const Sentence counts = CountsText(outcome.counts);
    session.Say(Fill("$0：$1", "$0: $2", outcome.file, counts.zh, counts.en));
  }
}

void ReportResult(const Session& session, const FileOutcome& outcome) {
  if (!outcome.error_workbook.empty()) {
    session.Say(Fill("  需要处理的行见：$0", "  rows to look at: $0", outcome.error_workbook));
  }
  if (!outcome.workbook_failure.ok()) {
    const Sentence why = TextOf(outcome.workbook_failure);
    session.Say(Fill("$0：各行结果如上，但结果文件未能写出；$1",
                     "$0: the rows stand as said, but the result workbook was not written; $2",
                     outcome.file, why.zh, why.en));
  }
}

Sentence SummaryText(const std::vector<FileOutcome>& outcomes, const RunFacts& facts) {
  OutcomeCounts total;
  std::int64_t refused = 0;
  std::int64_t not_started = 0;
  for (const FileOutcome& outcome : outcomes) {
    total.Add(outcome.counts);
    if (!outcome.started()) {
      ++not_started;
    } else if (!outcome.refusal.ok()) {
      ++refused;
    }
  }
  const double seconds = std::max(0.001, absl::ToDoubleSeconds(facts.elapsed));
  const Sentence end = EndText(outcomes.size(), refused, facts);
  const Sentence files = FilesText(outcomes.size(), refused, not_started);
  const Sentence counts = CountsText(total);
  const std::string took = absl::StrFormat("%.1f", seconds);
  const std::string rate = absl::StrFormat("%.0f", static_cast<double>(total.rows) / seconds);
  return Fill("$0：$2，$4；用时 $6 秒，$7 行/秒", "$1: $3, $5; $6 s, $7 rows/s", end.zh, end.en,
              files.zh, files.en, counts.zh, counts.en, took, rate);
}

}  // namespace mingce::cli
