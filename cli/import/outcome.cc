#include "cli/import/outcome.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

// Every count: what it is called in documents, and the outcome of a row that it counts.
struct NamedCount {
  const char* name;
  std::int64_t OutcomeCounts::*count;
  type::RowOutcome outcome = type::ROW_OUTCOME_UNSPECIFIED;
};
constexpr NamedCount kCounts[] = {
    {"rows", &OutcomeCounts::rows},
    {"accepted", &OutcomeCounts::accepted, type::ACCEPTED},
    {"updated", &OutcomeCounts::updated, type::UPDATED},
    {"unchanged", &OutcomeCounts::unchanged, type::UNCHANGED},
    {"waiting_review", &OutcomeCounts::waiting_review, type::WAITING_REVIEW},
    {"rejected", &OutcomeCounts::rejected, type::REJECTED},
    {"warnings", &OutcomeCounts::warnings},
    {"samples", &OutcomeCounts::samples},
};

void PutCounts(const OutcomeCounts& counts, Json* json) {
  for (const NamedCount& one : kCounts) (*json)[one.name] = counts.*one.count;
}

// Adds to `errors`; with the file's path where errors of several files stand together.
void AddErrors(const FileOutcome& outcome, bool with_file, Language language, Json* errors) {
  for (const RowError& error : outcome.errors) {
    Json json;
    if (with_file) json["file"] = outcome.path;
    if (outcome.many_sheets) json["sheet"] = error.sheet;
    json["row"] = error.row;
    json["column"] = error.column;
    json["field"] = error.finding.field();
    json["reason"] = error.finding.reason();
    json["message"] = Sentence{error.finding.message(), error.finding.message_en()}.In(language);
    if (error.finding.candidates_size() > 0) {
      json["candidates"] = std::vector<std::string>(error.finding.candidates().begin(),
                                                    error.finding.candidates().end());
    }
    errors->push_back(std::move(json));
  }
}

Json FileToJson(const FileOutcome& outcome, Language language) {
  Json json;
  json["file"] = outcome.path;
  PutCounts(outcome.counts, &json);
  json["errors"] = Json::array();
  AddErrors(outcome, /*with_file=*/false, language, &json["errors"]);
  json["notices"] = Json::array();
  for (const Sentence& notice : outcome.notices) json["notices"].push_back(notice.In(language));
  if (!outcome.unanswered.empty()) {
    json["unanswered"] = Json::array();
    for (const RowRange& range : outcome.unanswered) {
      json["unanswered"].push_back(
          {{"sheet", range.sheet}, {"first_row", range.first}, {"last_row", range.last}});
    }
  }
  if (!outcome.error_workbook.empty()) json["error_workbook"] = outcome.error_workbook;
  if (!outcome.workbook_failure.ok()) {
    json["error_workbook_error"] = ErrorToJson(outcome.workbook_failure, language);
  }
  if (!outcome.refusal.ok()) json["error"] = ErrorToJson(outcome.refusal, language);
  return json;
}

}  // namespace

void OutcomeCounts::Add(const RowAnswer& answer) {
  for (const NamedCount& one : kCounts) {
    if (one.outcome != type::ROW_OUTCOME_UNSPECIFIED && one.outcome == answer.outcome) {
      ++(this->*one.count);
    }
  }
  if (std::any_of(answer.findings.begin(), answer.findings.end(), [](const type::Finding& one) {
        return one.severity() == type::Finding::WARNING;
      })) {
    ++warnings;
  }
}

void OutcomeCounts::Add(const OutcomeCounts& other) {
  for (const NamedCount& one : kCounts) this->*one.count += other.*one.count;
}

bool FileOutcome::started() const { return ReasonOf(refusal) != "NOT_STARTED"; }

Json OutcomesToJson(const std::string& job, const std::vector<FileOutcome>& outcomes,
                    Language language) {
  Json json = {{"job", job}};
  if (outcomes.size() == 1) {
    json.update(FileToJson(outcomes.front(), language));
    return json;
  }
  json["files"] = Json::array();
  OutcomeCounts total;
  for (const FileOutcome& outcome : outcomes) {
    json["files"].push_back(FileToJson(outcome, language));
    total.Add(outcome.counts);
  }
  PutCounts(total, &json);
  json["errors"] = Json::array();
  for (const FileOutcome& outcome : outcomes) {
    AddErrors(outcome, /*with_file=*/true, language, &json["errors"]);
  }
  return json;
}

Sentence CountsText(const OutcomeCounts& counts) {
  const Sentence read =
      Fill("读取 $0 行：新增 $1，更新 $2，未变化 $3，待审核 $4，未通过 $5，提示 $6",
           "read $0 rows: accepted $1, updated $2, unchanged $3, waiting for review $4, "
           "rejected $5, warnings $6",
           counts.rows, counts.accepted, counts.updated, counts.unchanged, counts.waiting_review,
           counts.rejected, counts.warnings);
  if (counts.samples == 0) return read;
  return Fill("$0；另有示例未导入 $2 行", "$1; samples left out $2", read.zh, read.en,
              counts.samples);
}

Sentence FindingText(const type::Finding& finding) {
  if (finding.candidates_size() == 0) return {finding.message(), finding.message_en()};
  return Fill("$0（可选：$2）", "$1 (such as $3)", finding.message(), finding.message_en(),
              absl::StrJoin(finding.candidates(), "、"), absl::StrJoin(finding.candidates(), ", "));
}

}  // namespace mingce::cli
