#include "cli/import/outcome.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/error.h"

namespace mingce::cli {
namespace {

void PutCounts(const OutcomeCounts& counts, Json* json) {
  (*json)["rows"] = counts.rows;
  (*json)["accepted"] = counts.accepted;
  (*json)["updated"] = counts.updated;
  (*json)["unchanged"] = counts.unchanged;
  (*json)["waiting_review"] = counts.waiting_review;
  (*json)["rejected"] = counts.rejected;
  (*json)["warnings"] = counts.warnings;
  (*json)["samples"] = counts.samples;
}

// Adds to `errors`; with the file's path where errors of several files stand together.
void AddErrors(const Session& session, const FileOutcome& outcome, bool with_file, Json* errors) {
  for (const RowError& error : outcome.errors) {
    Json json;
    if (with_file) json["file"] = outcome.path;
    if (outcome.many_sheets) json["sheet"] = error.sheet;
    json["row"] = error.row;
    json["column"] = error.column;
    json["field"] = error.finding.field();
    json["reason"] = error.finding.reason();
    json["message"] =
        std::string(session.Words(error.finding.message(), error.finding.message_en()));
    if (error.finding.candidates_size() > 0) {
      json["candidates"] = std::vector<std::string>(error.finding.candidates().begin(),
                                                    error.finding.candidates().end());
    }
    errors->push_back(std::move(json));
  }
}

Json FileToJson(const Session& session, const FileOutcome& outcome) {
  Json json;
  json["file"] = outcome.path;
  PutCounts(outcome.counts, &json);
  json["errors"] = Json::array();
  AddErrors(session, outcome, /*with_file=*/false, &json["errors"]);
  json["notices"] = outcome.notices;
  if (!outcome.unanswered.empty()) {
    json["unanswered"] = Json::array();
    for (const RowRange& range : outcome.unanswered) {
      json["unanswered"].push_back(
          {{"sheet", range.sheet}, {"first_row", range.first}, {"last_row", range.last}});
    }
  }
  if (!outcome.error_workbook.empty()) json["error_workbook"] = outcome.error_workbook;
  if (!outcome.workbook_failure.ok()) {
    json["error_workbook_error"] = ErrorToJson(session, outcome.workbook_failure);
  }
  if (!outcome.refusal.ok()) json["error"] = ErrorToJson(session, outcome.refusal);
  return json;
}

}  // namespace

void OutcomeCounts::Add(const RowAnswer& answer) {
  switch (answer.outcome) {
    case type::ACCEPTED:
      ++accepted;
      break;
    case type::UPDATED:
      ++updated;
      break;
    case type::UNCHANGED:
      ++unchanged;
      break;
    case type::WAITING_REVIEW:
      ++waiting_review;
      break;
    case type::REJECTED:
      ++rejected;
      break;
    default:
      break;  // not an outcome: the sum will not add up, and the caller says so
  }
  if (std::any_of(answer.findings.begin(), answer.findings.end(), [](const type::Finding& one) {
        return one.severity() == type::Finding::WARNING;
      })) {
    ++warnings;
  }
}

void OutcomeCounts::Add(const OutcomeCounts& other) {
  rows += other.rows;
  accepted += other.accepted;
  updated += other.updated;
  unchanged += other.unchanged;
  waiting_review += other.waiting_review;
  rejected += other.rejected;
  warnings += other.warnings;
  samples += other.samples;
}

bool FileOutcome::started() const { return ReasonOf(refusal) != "NOT_STARTED"; }

Json OutcomeToJson(const Session& session, const std::string& job, const FileOutcome& outcome) {
  Json json;
  json["job"] = job;
  json.update(FileToJson(session, outcome));
  return json;
}

Json OutcomesToJson(const Session& session, const std::string& job,
                    const std::vector<FileOutcome>& outcomes) {
  Json json;
  json["job"] = job;
  Json files = Json::array();
  OutcomeCounts total;
  for (const FileOutcome& outcome : outcomes) {
    files.push_back(FileToJson(session, outcome));
    total.Add(outcome.counts);
  }
  json["files"] = std::move(files);
  PutCounts(total, &json);
  json["errors"] = Json::array();
  for (const FileOutcome& outcome : outcomes) {
    AddErrors(session, outcome, /*with_file=*/true, &json["errors"]);
  }
  return json;
}

std::string CountsText(const Session& session, const OutcomeCounts& counts) {
  return absl::StrCat(
      session.Words("读取 ", "read "), counts.rows, session.Words(" 行：新增 ", " rows: accepted "),
      counts.accepted, session.Words("，更新 ", ", updated "), counts.updated,
      session.Words("，未变化 ", ", unchanged "), counts.unchanged,
      session.Words("，待审核 ", ", waiting for review "), counts.waiting_review,
      session.Words("，未通过 ", ", rejected "), counts.rejected,
      session.Words("，提示 ", ", warnings "), counts.warnings,
      counts.samples == 0 ? ""
                          : absl::StrCat(session.Words("；另有示例未导入 ", "; samples left out "),
                                         counts.samples, session.Words(" 行", "")));
}

std::string FindingText(const type::Finding& finding, bool english) {
  std::string text = english ? finding.message_en() : finding.message();
  if (finding.candidates_size() > 0) {
    absl::StrAppend(&text, english ? " (such as " : "（可选：",
                    absl::StrJoin(finding.candidates(), english ? ", " : "、"),
                    english ? ")" : "）");
  }
  return text;
}

}  // namespace mingce::cli
