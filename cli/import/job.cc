#include "cli/import/job.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/files/text_file.h"
#include "cli/import/report_file.h"
#include "cli/import/result_files.h"
#include "cli/import/send_file.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/status_macros.h"
#include "lib/intake/result_mark.h"

namespace mingce::cli {
namespace {

class ImportRun {
 public:
  ImportRun(const Session& session, const ImportOptions& options, const ImportPlan& plan)
      : session_(session),
        options_(options),
        plan_(plan),
        job_(NewOpaqueId()),
        results_(session, options, plan) {}

  absl::StatusOr<Answer> Run() {
    const absl::Time start = session_.clock().Now();
    MINGCE_RETURN_IF_ERROR(results_.Begin());
    std::future<absl::StatusOr<intake::InputWorkbook>> next = Read(0);
    for (std::size_t i = 0; i < options_.files.size(); ++i) {
      FileOutcome outcome;
      outcome.path = options_.files[i];
      outcome.file = FileName(options_.files[i]);
      if (cut_short_) {
        outcome.refusal = NotStarted(outcome.file);
      } else {
        const absl::StatusOr<intake::InputWorkbook> book = next.get();
        if (i + 1 < options_.files.size()) next = Read(i + 1);
        Import(book, &outcome);
        ReportFile(session_, outcome);
        if (options_.errors.empty()) ReportResult(session_, outcome);
      }
      outcomes_.push_back(std::move(outcome));
    }
    EndResults();
    return Finish(session_.clock().Now() - start);
  }

 private:
  std::future<absl::StatusOr<intake::InputWorkbook>> Read(std::size_t index) const {
    return std::async(std::launch::async, [this, index] {
      return intake::ReadFormWorkbook(options_.files[index], plan_.form, plan_.rules);
    });
  }

  void Import(const absl::StatusOr<intake::InputWorkbook>& book, FileOutcome* outcome) {
    if (!book.ok()) {
      outcome->refusal = book.status();
      return;
    }
    if (const std::string original = OriginalAmongInputs(*book); !original.empty()) {
      if (!intake::IsUntouchedResult(book->path, original)) {
        // Which of the two has the last word about a row is for the collector to say.
        outcome->refusal = ResultEdited(outcome->file, original);
        return;
      }
      outcome->skipped = true;
      outcome->notices.push_back(
          Fill("文件“$0”是以前的结果文件，本次已同时给出原文件“$1”，故跳过",
               "$0 is the result of a former run, and its original $1 is among the files too: "
               "skipped",
               outcome->file, original));
      return;
    }
    outcome->many_sheets = book->sheets.size() > 1;
    outcome->counts.samples = static_cast<std::int64_t>(book->samples());
    outcome->notices = book->notices;
    const std::vector<SheetAnswers> answers = SendFile(plan_, *book, outcome);
    // A service that is away is away for the next file too.
    if (ExitCodeOf(outcome->refusal) == kUnavailable) cut_short_ = true;
    results_.Write(*book, answers, outcome);
  }

  // The input whose result `book` is; "" when there is none.
  std::string OriginalAmongInputs(const intake::InputWorkbook& book) const {
    const std::filesystem::path folder = std::filesystem::path(book.path).parent_path();
    for (const std::string& original : book.result_of) {
      const std::string path = (folder / original).string();
      for (const std::string& file : options_.files) {
        if (FileName(file) == original && intake::SameFile(path, file)) return original;
      }
    }
    return "";
  }

  void EndResults() {
    const std::size_t notices = outcomes_.back().notices.size();
    results_.End(&outcomes_);
    if (options_.errors.empty()) return;
    for (std::size_t i = notices; i < outcomes_.back().notices.size(); ++i) {
      session_.Say(outcomes_.back().notices[i]);
    }
    for (const FileOutcome& outcome : outcomes_) ReportResult(session_, outcome);
  }

  Answer Finish(absl::Duration elapsed) const {
    ExitCode code = kDone;
    for (const FileOutcome& outcome : outcomes_) {
      code = std::max(code, ExitCodeOf(outcome.refusal));
      if (outcome.counts.rejected > 0 || !outcome.workbook_failure.ok()) {
        code = std::max(code, kRefused);
      }
    }
    const Sentence summary = SummaryText(
        outcomes_, {.dry_run = options_.dry_run, .cut_short = cut_short_, .elapsed = elapsed});
    if (session_.json()) session_.Say(summary);
    View view = SentenceView({}, summary);
    view.document = [job = job_, outcomes = outcomes_,
                     dry_run = options_.dry_run](Language language) {
      Json json = OutcomesToJson(job, outcomes, language);
      json["dry_run"] = dry_run;
      return json;
    };
    if (cut_short_) {
      view.notes.push_back(
          {"导入中断。服务恢复后重新执行同一命令即可，已入库的行会显示为“未变化”。",
           "The import was cut short. Run the same command again once the service is back; rows "
           "already taken will come back as unchanged."});
    }
    return Answer(std::move(view), code);
  }

  const Session& session_;
  const ImportOptions& options_;
  const ImportPlan& plan_;
  const std::string job_;
  ResultFiles results_;
  bool cut_short_ = false;
  std::vector<FileOutcome> outcomes_;
};

}  // namespace

absl::StatusOr<Answer> RunImport(const Session& session, const ImportOptions& options,
                                 const ImportPlan& plan) {
  return ImportRun(session, options, plan).Run();
}

}  // namespace mingce::cli
