#include "cli/import/tell.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/shown_text.h"

namespace mingce::cli {
namespace {

// Errors said on standard error for each file; the workbook and --json have all.
constexpr std::size_t kErrorsSaid = 10;

// "（2 个未导入，53 个尚未开始）"
std::string Unfinished(const Session& session, std::int64_t refused, std::int64_t not_started) {
  if (refused + not_started == 0) return "";
  std::string text(session.Words("（", " ("));
  if (refused > 0) absl::StrAppend(&text, refused, session.Words(" 个未导入", " not imported"));
  if (refused > 0 && not_started > 0) absl::StrAppend(&text, session.Words("，", ", "));
  if (not_started > 0) {
    absl::StrAppend(&text, not_started, session.Words(" 个尚未开始", " not started"));
  }
  return absl::StrCat(text, session.Words("）", ")"));
}

}  // namespace

void TellFile(const Session& session, const FileOutcome& outcome) {
  for (const std::string& notice : outcome.notices) session.Say(notice);
  for (std::size_t i = 0; i < std::min(kErrorsSaid, outcome.errors.size()); ++i) {
    const RowError& error = outcome.errors[i];
    session.Say(absl::StrCat("  ", outcome.many_sheets ? absl::StrCat(Shown(error.sheet), " ") : "",
                             session.Words("第", "row "), error.row, session.Words("行", ""),
                             error.column.empty() ? "" : absl::StrCat(" ", Shown(error.column)),
                             session.Words("：", ": "),
                             FindingText(error.finding, session.settings().english)));
  }
  if (outcome.errors.size() > kErrorsSaid) {
    session.Say(absl::StrCat("  ", session.Words("……共", "… in all "), outcome.errors.size(),
                             session.Words("处错误", " errors")));
  }
  if (!outcome.refusal.ok()) session.Say(session.WordsOf(outcome.refusal));
  if (!outcome.unanswered.empty()) {
    std::vector<std::string> ranges;
    for (const RowRange& range : outcome.unanswered) {
      ranges.push_back(
          absl::StrCat(outcome.many_sheets ? absl::StrCat(Shown(range.sheet), " ") : "",
                       session.Words("第", "rows "), range.first, session.Words("至", " to "),
                       range.last, session.Words("行", "")));
    }
    session.Say(absl::StrCat(session.Words("  以下各行没有得到结果，须重新导入：",
                                           "  no answer for these, to be imported again: "),
                             absl::StrJoin(ranges, session.Words("，", ", "))));
  }
  if ((outcome.refusal.ok() && !outcome.skipped) || outcome.counts.rows > 0) {
    session.Say(
        absl::StrCat(outcome.file, session.Words("：", ": "), CountsText(session, outcome.counts)));
  }
}

void TellErrorWorkbook(const Session& session, const FileOutcome& outcome) {
  if (!outcome.error_workbook.empty()) {
    session.Say(absl::StrCat(session.Words("  需要处理的行见：", "  rows to look at: "),
                             outcome.error_workbook));
  }
  if (!outcome.workbook_failure.ok()) {
    session.Say(absl::StrCat(
        outcome.file,
        session.Words("：各行结果如上，但结果文件未能写出；",
                      ": the rows stand as said, but the result workbook was not written; "),
        session.WordsOf(outcome.workbook_failure)));
  }
}

std::string SummaryText(const Session& session, const std::vector<FileOutcome>& outcomes,
                        const RunFacts& facts) {
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
  return absl::StrCat(
      facts.dry_run ? session.Words("试导入", "dry run ") : session.Words("导入", "import "),
      facts.cut_short                  ? session.Words("中断", "cut short")
      : refused == 0                   ? session.Words("完成", "done")
      : refused < std::ssize(outcomes) ? session.Words("结束，有文件未导入", "done in part")
                                       : session.Words("未进行", "not done"),
      facts.dry_run ? session.Words("（未保存）", ", nothing kept") : "", session.Words("：", ": "),
      outcomes.size(), session.Words(" 个文件", " files"),
      Unfinished(session, refused, not_started), session.Words("，", ", "),
      CountsText(session, total),
      absl::StrFormat("%s%.1f %s%.0f %s", session.Words("；用时 ", "; "), seconds,
                      session.Words("秒，", "s, "), static_cast<double>(total.rows) / seconds,
                      session.Words("行/秒", "rows/s")));
}

}  // namespace mingce::cli
