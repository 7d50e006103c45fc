#include "cli/import/send_file.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/mutex.h"
#include "lib/base/sentence.h"
#include "lib/intake/chunks.h"
#include "lib/intake/form_rows.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/text/shown.h"

namespace mingce::cli {
namespace {

// How far an import has come, on standard error: a bar that moves on a terminal, nothing elsewhere.
// Thread-safe.
class Progress {
 public:
  Progress(std::string title, std::size_t total)
      : title_(std::move(title)), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {
    Advance(0);
  }
  ~Progress() {
    if (terminal_) std::cerr << "\r\x1b[K" << std::flush;
  }

  void Advance(std::size_t by) {
    MutexLock lock(&mu_);
    done_ += by;
    if (!terminal_ || total_ == 0) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = done_ * kWidth / total_;
    std::cerr << absl::StrCat("\r\x1b[K", title_, " [", std::string(filled, '#'),
                              std::string(kWidth - filled, '.'), "] ", done_, "/", total_)
              << std::flush;
  }

 private:
  const std::string title_;
  const std::size_t total_;
  const bool terminal_;
  Mutex mu_;
  std::size_t done_ ABSL_GUARDED_BY(mu_) = 0;
};

type::Finding FindingOf(const intake::InputWorkbook& book, const intake::Duplicate& duplicate) {
  const std::string sheet = text::Shown(book.sheets[duplicate.first_sheet].name);
  const bool other = duplicate.first_sheet != duplicate.sheet;
  const Sentence first =
      other ? Fill("工作表“$0”第$1行", "row $1 of the sheet $0", sheet, duplicate.first_row)
            : Fill("第$0行", "row $0", duplicate.first_row);
  constexpr char kEn[] = "the same number stands in $1; this row was not sent, keep one of them";
  const Sentence sentence =
      duplicate.field == "id_number"
          ? Fill("会员身份证已重复：与$0相同，本行未导入，请核对后只保留一行", kEn, first.zh,
                 first.en)
          : Fill("统一社会信用代码已重复：与$0相同，本行未导入，请核对后只保留一行", kEn, first.zh,
                 first.en);
  type::Finding finding;
  finding.set_severity(type::Finding::ERROR);
  finding.set_field(duplicate.field);
  finding.set_reason("DUPLICATE_IN_FILE");
  finding.set_message(sentence.zh);
  finding.set_message_en(sentence.en);
  return finding;
}

std::string ColumnHeader(const form::Form& form, const intake::InputSheet& sheet,
                         const std::string& key) {
  const std::optional<std::size_t> field = form.IndexOf(key);
  if (!field.has_value()) return key;
  const std::optional<std::size_t> column = sheet.ColumnOf(*field);
  if (!column.has_value()) return form.fields[*field].label;
  return std::string(absl::StripPrefix(sheet.headers[*column], sheet::kRequiredMark));
}

void Collect(const form::Form& form, const intake::InputSheet& sheet, RowAnswer answer,
             SheetAnswers* answers, FileOutcome* outcome) {
  outcome->counts.Add(answer);
  if (answer.refused()) {
    for (const type::Finding& finding : answer.findings) {
      if (finding.severity() == type::Finding::WARNING) continue;
      outcome->errors.push_back(
          {sheet.name, answer.number, ColumnHeader(form, sheet, finding.field()), finding});
    }
  }
  if (answer.NeedsAttention()) answers->emplace(answer.number, std::move(answer));
}

// Rows `first` to `last` (indexes in sheet.rows), joined to those before them.
void AddUnanswered(const intake::InputSheet& sheet, std::size_t first, std::size_t last,
                   FileOutcome* outcome) {
  std::vector<RowRange>& ranges = outcome->unanswered;
  const std::uint32_t end = sheet.rows[last].number;
  const bool joins = !ranges.empty() && ranges.back().sheet == sheet.name && first > 0 &&
                     ranges.back().last == sheet.rows[first - 1].number;
  if (joins) {
    ranges.back().last = end;
  } else {
    ranges.push_back({sheet.name, sheet.rows[first].number, end});
  }
}

// `answered` has the rows that are not sent.
absl::Status SendSheet(const ImportPlan& plan, const intake::InputSheet& sheet,
                       SheetAnswers answered, Progress* progress, SheetAnswers* answers,
                       FileOutcome* outcome) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    if (!answered.contains(sheet.rows[i].number)) rows.push_back(i);
  }
  progress->Advance(answered.size());
  const std::size_t calls = (rows.size() + kRowsPerCall - 1) / kRowsPerCall;
  std::vector<std::vector<RowAnswer>> results(calls);
  std::vector<std::size_t> sent(calls, 0);
  const absl::Status status = intake::RunChunks(calls, plan.in_flight, [&](std::size_t i) {
    const auto piece = absl::MakeConstSpan(rows).subspan(i * kRowsPerCall, kRowsPerCall);
    intake::FormRows content = intake::RowsOf(plan.form, sheet, piece);
    if (plan.prepare) plan.prepare(&content);
    absl::StatusOr<std::vector<RowAnswer>> got = plan.send(content, NewUuid());
    if (!got.ok()) return got.status();
    results[i] = *std::move(got);
    sent[i] = piece.size();
    progress->Advance(piece.size());
    return absl::OkStatus();
  });
  std::vector<RowAnswer> all;
  for (std::size_t i = 0; i < calls; ++i) {
    if (sent[i] == 0) {
      const std::size_t last = std::min((i + 1) * kRowsPerCall, rows.size()) - 1;
      AddUnanswered(sheet, rows[i * kRowsPerCall], rows[last], outcome);
    }
    outcome->counts.rows += static_cast<std::int64_t>(sent[i]);
    std::move(results[i].begin(), results[i].end(), std::back_inserter(all));
  }
  outcome->counts.rows += static_cast<std::int64_t>(answered.size());
  for (auto& [number, answer] : answered) all.push_back(std::move(answer));
  std::stable_sort(all.begin(), all.end(),
                   [](const RowAnswer& a, const RowAnswer& b) { return a.number < b.number; });
  for (RowAnswer& answer : all) Collect(plan.form, sheet, std::move(answer), answers, outcome);
  return status;
}

}  // namespace

std::vector<SheetAnswers> RefuseDuplicates(const intake::InputWorkbook& book,
                                           const intake::KeysOfRow& keys) {
  std::vector<SheetAnswers> answers(book.sheets.size());
  for (const intake::Duplicate& duplicate : intake::FindDuplicates(book, keys)) {
    RowAnswer& answer = answers[duplicate.sheet][duplicate.row];
    answer.number = duplicate.row;
    answer.outcome = type::REJECTED;
    answer.findings.push_back(FindingOf(book, duplicate));
  }
  return answers;
}

std::vector<SheetAnswers> SendFile(const ImportPlan& plan, const intake::InputWorkbook& book,
                                   FileOutcome* outcome) {
  std::vector<SheetAnswers> answered(book.sheets.size());
  if (plan.keys) answered = RefuseDuplicates(book, plan.keys);
  std::vector<SheetAnswers> answers(book.sheets.size());
  Progress progress(text::Shown(outcome->file, text::kShownFileLimit), book.rows());
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const intake::InputSheet& sheet = book.sheets[i];
    if (outcome->refusal.ok()) {
      outcome->refusal =
          SendSheet(plan, sheet, std::move(answered[i]), &progress, &answers[i], outcome);
    } else if (!sheet.rows.empty()) {
      AddUnanswered(sheet, 0, sheet.rows.size() - 1, outcome);
    }
  }
  const OutcomeCounts& counts = outcome->counts;
  if (outcome->refusal.ok() && counts.rows != counts.answered()) {
    outcome->refusal = AnswerIncomplete(outcome->file, counts.rows, counts.answered());
  }
  return answers;
}

}  // namespace mingce::cli
