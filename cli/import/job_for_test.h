// A small import with a service that is a function, for tests.

#ifndef MINGCE_CLI_IMPORT_JOB_FOR_TEST_H_
#define MINGCE_CLI_IMPORT_JOB_FOR_TEST_H_

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/import/job.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/testing/fake_clock.h"

namespace mingce::cli {

inline form::Form SmallForm() {
  form::Form form;
  for (const char* label : {"姓名", "手机", "民族"}) {
    form::Field& field = form.fields.emplace_back();
    field.key = absl::StrCat("key", form.fields.size());
    field.label = label;
    field.requirement = form::Requirement::kRequired;
  }
  return form;
}

class ImportJobTest : public testing::Test {
 protected:
  ImportJobTest()
      : dir_(absl::StrCat(testing::TempDir(), "/job-", NewOpaqueId())),
        clock_(absl::FromUnixSeconds(1'573'776'000)),
        session_({.language = Language::kChinese, .json = true, .profile = "", .retry_seconds = 0},
                 clock_) {
    std::filesystem::create_directory(dir_);
    plan_.form = SmallForm();
    plan_.send = [this](const intake::FormRows& call,
                        const std::string& request_id) -> absl::StatusOr<std::vector<RowAnswer>> {
      calls_.push_back(call);
      request_ids_.push_back(request_id);
      std::vector<RowAnswer> answers;
      for (const intake::FormRow& row : call.rows) {
        RowAnswer& answer = answers.emplace_back();
        answer.number = row.number;
        answer.outcome = type::ACCEPTED;
        if (row.cells[0] == "坏") {
          answer.outcome = type::REJECTED;
          type::Finding& finding = answer.findings.emplace_back();
          finding.set_severity(type::Finding::ERROR);
          finding.set_field("key2");
          finding.set_reason("MOBILE_SHAPE");
          finding.set_message("手机号格式错误");
        }
      }
      return answers;
    };
  }
  ~ImportJobTest() override { std::filesystem::remove_all(dir_); }

  // The path of a file in the folder of the test.
  std::string In(const std::string& name) const { return absl::StrCat(dir_, "/", name); }

  // Options with no more than files.
  static ImportOptions Import(std::vector<std::string> files) {
    return {.files = std::move(files),
            .campaign = "",
            .organization = "",
            .dry_run = false,
            .errors = ""};
  }

  // A workbook of `rows` rows; every row whose number `bad` divides is refused.
  std::string Write(const std::string& name, int rows, int bad) {
    const std::string path = absl::StrCat(dir_, "/", name);
    auto writer = *sheet::WorkbookWriter::Open(path);
    std::vector<sheet::ColumnSpec> columns(3);
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].header = plan_.form.fields[i].label;
    const sheet::SheetHandle sheet = *writer->AddSheet("名单", columns);
    for (int i = 0; i < rows; ++i) {
      const std::vector<std::string> cells = {bad > 0 && (i + 1) % bad == 0 ? "坏" : "好", "1",
                                              "2"};
      EXPECT_TRUE(writer->WriteRow(sheet, static_cast<std::uint32_t>(i) + 2, cells).ok());
    }
    EXPECT_TRUE(writer->Close().ok());
    return path;
  }

  // The exit status; `json_` is the document, `said_` what stood on standard error.
  int Run(const ImportOptions& options) {
    testing::internal::CaptureStderr();
    const absl::StatusOr<Answer> answer = RunImport(session_, options, plan_);
    said_ = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(answer.ok()) << answer.status();
    if (!answer.ok()) return -1;
    json_ = answer->view.document(Language::kChinese);
    for (const Sentence& note : answer->view.notes) absl::StrAppend(&said_, note.zh, "\n");
    return answer->code;
  }

  const std::string dir_;
  FakeClock clock_;
  const Session session_;
  ImportPlan plan_;
  std::vector<intake::FormRows> calls_;
  std::vector<std::string> request_ids_;
  Json json_;
  std::string said_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_JOB_FOR_TEST_H_
