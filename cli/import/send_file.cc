#include "cli/import/send_file.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/strip.h"
#include "cli/import/duplicate_rows.h"
#include "cli/import/errors.h"
#include "cli/import/progress.h"
#include "lib/base/ids.h"
#include "lib/intake/chunks.h"
#include "lib/intake/form_rows.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {
namespace {

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

std::vector<SheetAnswers> SendFile(const ImportPlan& plan, const intake::InputWorkbook& book,
                                   FileOutcome* outcome) {
  std::vector<SheetAnswers> answered(book.sheets.size());
  if (plan.keys) answered = RefuseDuplicates(book, plan.keys);
  std::vector<SheetAnswers> answers(book.sheets.size());
  Progress progress(outcome->file, book.rows());
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const intake::InputSheet& sheet = book.sheets[i];
    if (outcome->refusal.ok()) {
      outcome->refusal =
          SendSheet(plan, sheet, std::move(answered[i]), &progress, &answers[i], outcome);
    } else if (!sheet.rows.empty()) {
      AddUnanswered(sheet, 0, sheet.rows.size() - 1, outcome);
    }
  }
  if (outcome->refusal.ok() && !outcome->counts.AddUp()) {
    const OutcomeCounts& counts = outcome->counts;
    outcome->refusal = AnswerIncomplete(outcome->file, counts.rows,
                                        counts.accepted + counts.updated + counts.unchanged +
                                            counts.waiting_review + counts.rejected);
  }
  return answers;
}

}  // namespace mingce::cli
