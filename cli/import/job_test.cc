#include "cli/import/job.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/testing/fake_clock.h"

namespace mingce::cli {
namespace {

form::Form SmallForm() {
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
        session_({.english = false, .json = true, .profile = "", .retry_seconds = 0}, clock_) {
    std::filesystem::create_directory(dir_);
    plan_.form = SmallForm();
    plan_.send = [this](const OutgoingCall& call) -> absl::StatusOr<std::vector<RowAnswer>> {
      calls_.push_back(call);
      std::vector<RowAnswer> answers;
      for (const OutgoingRow& row : call.rows) {
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

  // The exit status; `json_` is what stood on standard output.
  int Run(const ImportOptions& options) {
    testing::internal::CaptureStdout();
    const absl::StatusOr<ExitCode> code = RunImport(session_, options, plan_);
    const std::string out = testing::internal::GetCapturedStdout();
    json_ = Json::parse(out, nullptr, false);
    EXPECT_FALSE(json_.is_discarded()) << out;
    EXPECT_TRUE(code.ok()) << code.status();
    return code.ok() ? *code : -1;
  }

  const std::string dir_;
  FakeClock clock_;
  const Session session_;
  ImportPlan plan_;
  std::vector<OutgoingCall> calls_;
  Json json_;
};

TEST_F(ImportJobTest, CutsIntoCallsOfFiveHundred) {
  EXPECT_EQ(Run({.files = {Write("a.xlsx", 1001, 0)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = ""}),
            kDone);
  ASSERT_EQ(calls_.size(), 3u);
  EXPECT_EQ(calls_[0].rows.size(), 500u);
  EXPECT_EQ(calls_[2].rows.size(), 1u);
  EXPECT_EQ(calls_[2].rows[0].number, 1002u);
  EXPECT_TRUE(IsUuid(calls_[0].request_id));
  EXPECT_NE(calls_[0].request_id, calls_[1].request_id);
  EXPECT_EQ(json_["rows"], 1001);
  EXPECT_EQ(json_["accepted"], 1001);
  EXPECT_FALSE(std::filesystem::exists(absl::StrCat(dir_, "/a-结果.xlsx")));
}

TEST_F(ImportJobTest, OneFileGivesTheDocumentOfTheArchitecture) {
  const std::string path = Write("a.xlsx", 10, 5);
  EXPECT_EQ(
      Run({.files = {path}, .campaign = "", .organization = "", .dry_run = false, .errors = ""}),
      kRefused);
  EXPECT_EQ(json_["file"], path);
  EXPECT_FALSE(json_["job"].get<std::string>().empty());
  EXPECT_EQ(json_["rows"], 10);
  EXPECT_EQ(json_["accepted"], 8);
  EXPECT_EQ(json_["rejected"], 2);
  EXPECT_EQ(json_["warnings"], 0);
  ASSERT_EQ(json_["errors"].size(), 2u);
  EXPECT_EQ(json_["errors"][0].dump(),
            R"({"row":6,"column":"手机","field":"key2","reason":"MOBILE_SHAPE",)"
            R"("message":"手机号格式错误"})");
  EXPECT_TRUE(std::filesystem::exists(absl::StrCat(dir_, "/a-结果.xlsx")));
}

TEST_F(ImportJobTest, ARefusedFileLeavesTheOthersAlone) {
  const std::string bad = absl::StrCat(dir_, "/none.xlsx");
  EXPECT_EQ(Run({.files = {bad, Write("a.xlsx", 3, 0), Write("b.xlsx", 4, 0)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = ""}),
            kRefused);
  EXPECT_EQ(json_["rows"], 7);
  EXPECT_EQ(json_["files"].size(), 3u);
  EXPECT_EQ(json_["files"][0]["error"]["reason"], "FILE_NOT_FOUND");
  EXPECT_EQ(json_["files"][2]["accepted"], 4);
}

TEST_F(ImportJobTest, AllErrorsCanGoIntoOneWorkbook) {
  const std::string errors = absl::StrCat(dir_, "/all.xlsx");
  EXPECT_EQ(Run({.files = {Write("a.xlsx", 3, 3), Write("b.xlsx", 4, 4)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = errors}),
            kRefused);
  EXPECT_TRUE(std::filesystem::exists(errors));
  EXPECT_FALSE(std::filesystem::exists(absl::StrCat(dir_, "/a-结果.xlsx")));
}

TEST_F(ImportJobTest, AServiceThatIsAwayEndsTheRun) {
  plan_.send = [](const OutgoingCall&) -> absl::StatusOr<std::vector<RowAnswer>> {
    return ServiceUnreachable("会员服务", "members", "127.0.0.1:1", "refused");
  };
  EXPECT_EQ(Run({.files = {Write("a.xlsx", 3, 0), Write("b.xlsx", 4, 0)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = ""}),
            kUnavailable);
  EXPECT_EQ(json_["files"].size(), 1u);
  EXPECT_EQ(json_["rows"], 0);
  EXPECT_EQ(json_["files"][0]["error"]["reason"], "SERVICE_UNREACHABLE");
}

TEST_F(ImportJobTest, AnswersForOtherRowsAreAnInternalError) {
  plan_.send = [](const OutgoingCall&) { return std::vector<RowAnswer>(); };
  EXPECT_EQ(Run({.files = {Write("a.xlsx", 3, 0)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = ""}),
            kRefused);
  EXPECT_EQ(json_["error"]["reason"], "ANSWER_INCOMPLETE");
}

}  // namespace
}  // namespace mingce::cli
