#include "cli/import/result_files.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"
#include "lib/intake/result_mark.h"

namespace mingce::cli {
namespace {

bool Exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

bool NothingIn(const std::vector<SheetAnswers>& answers) {
  return std::all_of(answers.begin(), answers.end(), [](const auto& one) { return one.empty(); });
}

// Takes away a result of ours, if there is one, and says so.
void Remove(const std::string& path, FileOutcome* outcome) {
  std::error_code failure;
  if (!std::filesystem::remove(path, failure)) return;
  outcome->notices.push_back(Fill("没有需要处理的行，已删除以前的结果文件：$0",
                                  "no rows to look at; the former result file was removed: $0",
                                  path));
}

}  // namespace

ResultFiles::ResultFiles(const Session& session, const ImportOptions& options,
                         const ImportPlan& plan)
    : session_(session),
      options_(options),
      plan_(plan),
      metadata_(plan.rules.claims.begin(), plan.rules.claims.end()) {}

absl::Status ResultFiles::Begin() {
  if (options_.errors.empty()) return absl::OkStatus();
  for (const std::string& file : options_.files) {
    if (intake::SameFile(file, options_.errors)) {
      return UsageError(
          {"--errors 不能是要导入的文件之一", "--errors must not be one of the inputs"});
    }
  }
  // A dry run takes the place of a dry run only: what a real run said about its rows still holds.
  const bool ours = options_.dry_run ? intake::IsUntouchedDryRunResult(options_.errors)
                                     : intake::IsUntouchedResult(options_.errors, "");
  if (Exists(options_.errors) && !ours) return OutputExists(options_.errors);
  MINGCE_ASSIGN_OR_RETURN(shared_,
                          ErrorWorkbook::Open(options_.errors, metadata_, options_.dry_run));
  return absl::OkStatus();
}

void ResultFiles::Write(const intake::InputWorkbook& book, const std::vector<SheetAnswers>& answers,
                        FileOutcome* outcome) {
  if (NothingIn(answers)) {
    // What is there under the name that a result would get is a result of this file.
    if (outcome->refusal.ok()) Remove(intake::FreeErrorPath(book.path, options_.dry_run), outcome);
    return;
  }
  if (shared_ != nullptr) {
    shared_failure_ = Add(book, answers, outcome->file, shared_.get());
    outcome->error_workbook = options_.errors;
    if (shared_failure_.ok()) return;
    shared_.reset();  // no more can be added; End says so for the files before
  }
  const std::string path = intake::FreeErrorPath(book.path, options_.dry_run);
  outcome->workbook_failure = WriteOwn(book, answers, path, outcome);
  outcome->error_workbook = outcome->workbook_failure.ok() ? path : "";
}

void ResultFiles::End(std::vector<FileOutcome>* outcomes) {
  if (shared_ != nullptr && !shared_->originals().empty()) {
    shared_failure_ = shared_->Close();
  } else if (shared_ != nullptr &&
             std::all_of(outcomes->begin(), outcomes->end(),
                         [](const FileOutcome& one) { return one.refusal.ok(); })) {
    Remove(options_.errors, &outcomes->back());  // ours, as Begin made sure
  }
  shared_.reset();
  if (shared_failure_.ok()) return;
  for (FileOutcome& outcome : *outcomes) {
    if (outcome.error_workbook != options_.errors) continue;
    outcome.error_workbook.clear();
    outcome.workbook_failure = shared_failure_;
  }
}

absl::Status ResultFiles::Add(const intake::InputWorkbook& book,
                              const std::vector<SheetAnswers>& answers, const std::string& file,
                              ErrorWorkbook* target) const {
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    MINGCE_RETURN_IF_ERROR(
        target->Add(plan_.form, file, book.sheets[i], answers[i], session_.language()));
  }
  return absl::OkStatus();
}

absl::Status ResultFiles::WriteOwn(const intake::InputWorkbook& book,
                                   const std::vector<SheetAnswers>& answers,
                                   const std::string& path, FileOutcome* outcome) const {
  const bool replaced = Exists(path);
  MINGCE_ASSIGN_OR_RETURN(const auto own, ErrorWorkbook::Open(path, metadata_, options_.dry_run));
  MINGCE_RETURN_IF_ERROR(Add(book, answers, outcome->file, own.get()));
  MINGCE_RETURN_IF_ERROR(own->Close());
  if (replaced) {
    outcome->notices.push_back(
        Fill("原有的结果文件已被替换：$0", "the former result file was replaced: $0", path));
  }
  return absl::OkStatus();
}

}  // namespace mingce::cli
