#include "cli/import/job.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "cli/import/chunks.h"
#include "cli/import/progress.h"
#include "cli/text_file.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/sheet/workbook_writer.h"

namespace mingce::cli {
namespace {

// Errors said on standard error for each file; the workbook and --json have all.
constexpr std::size_t kErrorsSaid = 10;

class ImportRun {
 public:
  ImportRun(const Session& session, const ImportOptions& options, const ImportPlan& plan)
      : session_(session), options_(options), plan_(plan), job_(NewOpaqueId()) {}

  absl::StatusOr<ExitCode> Run() {
    const absl::Time start = session_.clock().Now();
    if (!options_.errors.empty()) {
      MINGCE_ASSIGN_OR_RETURN(errors_, ErrorWorkbook::Open(options_.errors));
    }
    std::future<absl::StatusOr<InputWorkbook>> next = Read(0);
    for (std::size_t i = 0; i < options_.files.size(); ++i) {
      const absl::StatusOr<InputWorkbook> book = next.get();
      if (i + 1 < options_.files.size() && !stopped_) next = Read(i + 1);
      FileOutcome outcome;
      outcome.path = options_.files[i];
      outcome.file = FileName(options_.files[i]);
      if (book.ok()) {
        MINGCE_RETURN_IF_ERROR(SendFile(*book, &outcome));
      } else {
        outcome.refusal = book.status();
      }
      Tell(outcome);
      outcomes_.push_back(std::move(outcome));
      if (stopped_) break;
    }
    if (errors_ != nullptr && errors_written_) MINGCE_RETURN_IF_ERROR(errors_->Close());
    return Finish(session_.clock().Now() - start);
  }

 private:
  std::future<absl::StatusOr<InputWorkbook>> Read(std::size_t index) const {
    return std::async(std::launch::async, [this, index] {
      return ReadFormWorkbook(options_.files[index], plan_.form, plan_.rules);
    });
  }

  // Fills `outcome`; returns only errors that end the run.
  absl::Status SendFile(const InputWorkbook& book, FileOutcome* outcome) {
    outcome->many_sheets = book.sheets.size() > 1;
    for (const Notice& notice : book.notices) {
      outcome->notices.emplace_back(session_.Words(notice.zh, notice.en));
    }
    std::vector<SheetAnswers> answers(book.sheets.size());
    Progress progress(outcome->file, book.rows());
    for (std::size_t i = 0; i < book.sheets.size() && outcome->refusal.ok(); ++i) {
      outcome->refusal = SendSheet(book.sheets[i], &progress, &answers[i], outcome);
    }
    // A service that is away is away for the next file too.
    if (ExitCodeOf(outcome->refusal) == kUnavailable) stopped_ = true;
    if (outcome->refusal.ok() && !outcome->counts.AddUp()) {
      const OutcomeCounts& counts = outcome->counts;
      outcome->refusal = AnswerIncomplete(
          outcome->file, static_cast<std::uint64_t>(counts.rows),
          static_cast<std::uint64_t>(counts.accepted + counts.updated + counts.unchanged +
                                     counts.waiting_review + counts.rejected));
    }
    return WriteErrors(book, answers, outcome);
  }

  absl::Status SendSheet(const InputSheet& sheet, Progress* progress, SheetAnswers* answers,
                         FileOutcome* outcome) {
    const std::size_t calls = (sheet.rows.size() + kRowsPerCall - 1) / kRowsPerCall;
    std::vector<std::vector<RowAnswer>> results(calls);
    std::vector<std::size_t> sent(calls, 0);
    const absl::Status status = RunChunks(calls, plan_.in_flight, [&](std::size_t i) {
      const std::size_t first = i * kRowsPerCall;
      const std::size_t count = std::min(kRowsPerCall, sheet.rows.size() - first);
      OutgoingCall call = MakeCall(plan_.form, sheet, first, count);
      call.request_id = NewUuid();
      if (plan_.prepare) plan_.prepare(&call);
      absl::StatusOr<std::vector<RowAnswer>> answered = plan_.send(call);
      if (!answered.ok()) return answered.status();
      results[i] = *std::move(answered);
      sent[i] = count;
      progress->Advance(count);
      return absl::OkStatus();
    });
    for (std::size_t i = 0; i < calls; ++i) {
      outcome->counts.rows += static_cast<std::int64_t>(sent[i]);
      for (RowAnswer& answer : results[i]) Collect(sheet, std::move(answer), answers, outcome);
    }
    return status;
  }

  void Collect(const InputSheet& sheet, RowAnswer answer, SheetAnswers* answers,
               FileOutcome* outcome) const {
    outcome->counts.Add(answer);
    if (answer.refused()) {
      for (const type::Finding& finding : answer.findings) {
        if (finding.severity() == type::Finding::WARNING) continue;
        outcome->errors.push_back(
            {sheet.name, answer.number, ColumnHeader(sheet, finding.field()), finding});
      }
    }
    if (NeedsAttention(answer)) answers->emplace(answer.number, std::move(answer));
  }

  std::string ColumnHeader(const InputSheet& sheet, const std::string& key) const {
    const std::optional<std::size_t> field = plan_.form.IndexOf(key);
    if (!field.has_value()) return key;
    const std::optional<std::size_t> column = sheet.ColumnOf(*field);
    if (!column.has_value()) return plan_.form.fields[*field].label;
    return std::string(absl::StripPrefix(sheet.headers[*column], sheet::kRequiredMark));
  }

  absl::Status WriteErrors(const InputWorkbook& book, const std::vector<SheetAnswers>& answers,
                           FileOutcome* outcome) {
    if (std::all_of(answers.begin(), answers.end(), [](const auto& one) { return one.empty(); })) {
      return absl::OkStatus();
    }
    std::unique_ptr<ErrorWorkbook> own;
    std::string path = options_.errors;
    if (errors_ == nullptr) {
      path = DefaultErrorPath(book.path);
      std::error_code ignored;
      if (std::filesystem::exists(path, ignored)) {
        outcome->notices.push_back(absl::StrCat(
            session_.Words("原有的结果文件将被替换：", "the former result file is replaced: "),
            path));
      }
      MINGCE_ASSIGN_OR_RETURN(own, ErrorWorkbook::Open(path));
    }
    ErrorWorkbook& target = own != nullptr ? *own : *errors_;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
      MINGCE_RETURN_IF_ERROR(target.Add(plan_.form, outcome->file, book.sheets[i], answers[i],
                                        session_.settings().english));
    }
    if (own != nullptr) {
      MINGCE_RETURN_IF_ERROR(own->Close());
    } else {
      errors_written_ = true;
    }
    outcome->error_workbook = path;
    return absl::OkStatus();
  }

  void Tell(const FileOutcome& outcome) const {
    for (const std::string& notice : outcome.notices) session_.Say(notice);
    for (std::size_t i = 0; i < std::min(kErrorsSaid, outcome.errors.size()); ++i) {
      const RowError& error = outcome.errors[i];
      session_.Say(absl::StrCat(
          "  ", outcome.many_sheets ? absl::StrCat(error.sheet, " ") : "",
          session_.Words("第", "row "), error.row, session_.Words("行", ""),
          error.column.empty() ? "" : absl::StrCat(" ", error.column), session_.Words("：", ": "),
          session_.Words(error.finding.message(), error.finding.message_en())));
    }
    if (outcome.errors.size() > kErrorsSaid) {
      session_.Say(absl::StrCat("  ", session_.Words("……共", "… in all "), outcome.errors.size(),
                                session_.Words("处错误", " errors")));
    }
    const std::string counts = CountsText(session_, outcome.counts);
    if (!outcome.refusal.ok()) session_.Say(session_.WordsOf(outcome.refusal));
    if (outcome.refusal.ok() || outcome.counts.rows > 0) {
      session_.Say(absl::StrCat(outcome.file, session_.Words("：", ": "), counts));
    }
    if (!outcome.error_workbook.empty()) {
      session_.Say(absl::StrCat(session_.Words("  需要处理的行见：", "  rows to look at: "),
                                outcome.error_workbook));
    }
  }

  ExitCode Finish(absl::Duration elapsed) const {
    OutcomeCounts total;
    ExitCode code = kDone;
    std::int64_t refused_files = 0;
    for (const FileOutcome& outcome : outcomes_) {
      total.Add(outcome.counts);
      if (!outcome.refusal.ok()) {
        ++refused_files;
        code = std::max(code, ExitCodeOf(outcome.refusal));
      } else if (outcome.counts.rejected > 0) {
        code = std::max(code, kRefused);
      }
    }
    const double seconds = std::max(0.001, absl::ToDoubleSeconds(elapsed));
    const std::string summary = absl::StrCat(
        options_.dry_run ? session_.Words("试导入（未保存）", "dry run, nothing kept: ")
                         : session_.Words("导入完成：", "import done: "),
        outcomes_.size(), session_.Words(" 个文件", " files"),
        refused_files > 0 ? absl::StrCat(session_.Words("（", " ("), refused_files,
                                         session_.Words(" 个未导入）", " not imported)"))
                          : "",
        session_.Words("，", ", "), CountsText(session_, total),
        absl::StrFormat("%s%.1f s, %.0f %s", session_.Words("；用时 ", "; "), seconds,
                        static_cast<double>(total.rows) / seconds,
                        session_.Words("行/秒", "rows/s")));
    if (session_.json()) {
      session_.Say(summary);
      session_.PrintJson(options_.files.size() == 1
                             ? OutcomeToJson(session_, job_, outcomes_.front())
                             : OutcomesToJson(session_, job_, outcomes_));
    } else {
      session_.Print(absl::StrCat(summary, "\n"));
    }
    if (stopped_) {
      session_.Say(session_.Words(
          "导入中断。服务恢复后重新执行同一命令即可，已入库的行会显示为“未变化”。",
          "The import was cut short. Run the same command again once the service is back; rows "
          "already taken will come back as unchanged."));
    }
    return code;
  }

  const Session& session_;
  const ImportOptions& options_;
  const ImportPlan& plan_;
  const std::string job_;
  std::unique_ptr<ErrorWorkbook> errors_;
  bool errors_written_ = false;
  bool stopped_ = false;
  std::vector<FileOutcome> outcomes_;
};

}  // namespace

absl::StatusOr<ExitCode> RunImport(const Session& session, const ImportOptions& options,
                                   const ImportPlan& plan) {
  return ImportRun(session, options, plan).Run();
}

OutgoingCall MakeCall(const form::Form& form, const InputSheet& sheet, std::size_t first,
                      std::size_t count) {
  OutgoingCall call;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    if (!sheet.fields[i].has_value()) continue;
    columns.push_back(i);
    call.columns.push_back(form.fields[*sheet.fields[i]].key);
  }
  for (std::size_t r = first; r < first + count; ++r) {
    const InputRow& row = sheet.rows[r];
    OutgoingRow out;
    out.number = row.number;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const sheet::Cell& cell = row.cells[columns[c]];
      out.cells.push_back(cell.text);
      if (cell.kind == sheet::Cell::Kind::kNumber) {
        out.numeric_columns.push_back(static_cast<std::uint32_t>(c));
      }
    }
    while (!out.cells.empty() && out.cells.back().empty()) out.cells.pop_back();
    call.rows.push_back(std::move(out));
  }
  return call;
}

}  // namespace mingce::cli
