// The result workbooks of a run: where they go, what they never overwrite, when they go away.

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "cli/import/job_for_test.h"
#include "lib/base/error.h"
#include "lib/intake/result_mark.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::cli {
namespace {

using testing::HasSubstr;

TEST_F(ImportJobTest, AResultThatCannotBeWrittenLeavesTheReport) {
  const std::string first = Write("a.xlsx", 4, 2);
  std::filesystem::create_directories(In("a-结果.xlsx/x"));
  std::filesystem::create_directories(In("a-结果-2.xlsx/x"));
  // A folder that nobody can write to would not stop root; a name that is too long stops anybody.
  const std::string name(248, 'n');  // with ".xlsx" 253 bytes; with "-结果" too many
  const std::string second = Write(name + ".xlsx", 4, 2);
  EXPECT_EQ(Run(Import({second, first, Write("c.xlsx", 3, 0)})), kRefused);
  EXPECT_EQ(json_["rows"], 11);
  EXPECT_EQ(json_["accepted"], 7);
  EXPECT_EQ(json_["files"].size(), 3u);
  EXPECT_EQ(json_["files"][0]["error_workbook_error"]["reason"], "FILE_NOT_WRITTEN");
  EXPECT_FALSE(json_["files"][0].contains("error_workbook"));
  EXPECT_EQ(json_["files"][0]["errors"].size(), 2u);
  EXPECT_EQ(json_["files"][1]["error_workbook"], In("a-结果-3.xlsx"));
  EXPECT_THAT(said_, HasSubstr("结果文件未能写出"));
}

TEST_F(ImportJobTest, OneResultForAllThatCannotBeWrittenLeavesTheReport) {
  ImportOptions options = Import({Write("a.xlsx", 4, 2), Write("b.xlsx", 4, 2)});
  std::filesystem::create_directory(In("out"));
  options.errors = In("out/all.xlsx");
  const auto accept = plan_.send;
  plan_.send = [&](const intake::FormRows& call, const std::string& request_id) {
    std::filesystem::remove_all(In("out"));
    return accept(call, request_id);
  };
  EXPECT_EQ(Run(options), kRefused);
  EXPECT_EQ(json_["rows"], 8);
  for (const Json& file : json_["files"]) {
    EXPECT_EQ(file["error_workbook_error"]["reason"], "FILE_NOT_WRITTEN");
  }
}

TEST_F(ImportJobTest, AllRowsTakenAndNoWorkbookIsStillNotDone) {
  plan_.send = [](const intake::FormRows& call, const std::string&) {
    std::vector<RowAnswer> answers;
    for (const intake::FormRow& row : call.rows) {
      RowAnswer& answer = answers.emplace_back();
      answer.number = row.number;
      answer.outcome = type::ACCEPTED;
      answer.findings.emplace_back().set_severity(type::Finding::WARNING);
    }
    return answers;
  };
  EXPECT_EQ(Run(Import({Write(std::string(248, 'n') + ".xlsx", 2, 0)})), kRefused);
  EXPECT_EQ(json_["accepted"], 2);
}

TEST_F(ImportJobTest, AnInputIsNoPlaceForErrors) {
  ImportOptions options = Import({Write("a.xlsx", 2, 0), Write("b.xlsx", 2, 0)});
  options.errors = absl::StrCat(dir_, "/./b.xlsx");
  EXPECT_EQ(ReasonOf(RunImport(session_, options, plan_).status()), "USAGE");
  options = Import({Write("a.xlsx", 2, 0)});
  options.errors = In("b.xlsx");  // somebody's workbook
  EXPECT_EQ(ReasonOf(RunImport(session_, options, plan_).status()), "OUTPUT_EXISTS");
  EXPECT_TRUE(calls_.empty());
}

TEST_F(ImportJobTest, SomebodysWorkbookIsNotOverwrittenByAResult) {
  const std::string theirs = Write("a-结果.xlsx", 3, 0);
  const auto size = std::filesystem::file_size(theirs);
  EXPECT_EQ(Run(Import({Write("a.xlsx", 4, 4)})), kRefused);
  EXPECT_EQ(json_["error_workbook"], In("a-结果-2.xlsx"));
  EXPECT_EQ(std::filesystem::file_size(theirs), size);
  EXPECT_EQ(Run(Import({In("a.xlsx")})), kRefused);  // our own is replaced
  EXPECT_EQ(json_["error_workbook"], In("a-结果-2.xlsx"));
}

TEST_F(ImportJobTest, AResultThatWasPutRightIsNotOverwritten) {
  const std::string original = Write("a.xlsx", 4, 2);
  EXPECT_EQ(Run(Import({original})), kRefused);
  {
    const auto edited = sheet::WorkbookWriter::Open(In("a-结果.xlsx"));
    ASSERT_TRUE((*edited)->AddSheet("名单", {}).ok());
    ASSERT_TRUE((*edited)->AddMetadata(intake::ResultMark({"a.xlsx"}, {})).ok());
    ASSERT_TRUE((*edited)->WriteRow({0}, 2, {"改过"}).ok());
    ASSERT_TRUE((*edited)->Close().ok());
  }
  EXPECT_EQ(Run(Import({original})), kRefused);
  EXPECT_EQ(json_["error_workbook"], In("a-结果-2.xlsx"));
  Write("a.xlsx", 4, 0);
  EXPECT_EQ(Run(Import({original})), kDone);
  EXPECT_TRUE(std::filesystem::exists(In("a-结果.xlsx")));
  EXPECT_FALSE(std::filesystem::exists(In("a-结果-2.xlsx")));
}

TEST_F(ImportJobTest, AResultBesideItsOriginalIsSkipped) {
  const std::string original = Write("a.xlsx", 4, 2);
  EXPECT_EQ(Run(Import({original})), kRefused);
  const std::string result = In("a-结果.xlsx");
  calls_.clear();
  EXPECT_EQ(Run(Import({result, original})), kRefused);
  EXPECT_EQ(calls_.size(), 1u);
  EXPECT_EQ(json_["rows"], 4);
  EXPECT_EQ(json_["files"][0]["rows"], 0);
  EXPECT_FALSE(json_["files"][0].contains("error"));
  EXPECT_THAT(said_, HasSubstr("故跳过"));
  EXPECT_EQ(Run(Import({result})), kRefused);  // alone it is a workbook like any other
  EXPECT_EQ(json_["rows"], 2);
}

TEST_F(ImportJobTest, AnEditedResultBesideItsOriginalIsNotSkippedInSilence) {
  const std::string original = Write("a.xlsx", 4, 2);
  EXPECT_EQ(Run(Import({original})), kRefused);
  Write("a.xlsx", 4, 0);
  {
    const auto edited = sheet::WorkbookWriter::Open(In("a-结果.xlsx"));
    std::vector<sheet::ColumnSpec> columns(3);
    for (std::size_t i = 0; i < 3; ++i) columns[i].header = plan_.form.fields[i].label;
    ASSERT_TRUE((*edited)->AddSheet("名单", columns).ok());
    ASSERT_TRUE((*edited)->AddMetadata(intake::ResultMark({"a.xlsx"}, {})).ok());
    ASSERT_TRUE((*edited)->WriteRow({0}, 2, {"改过", "1", "2"}).ok());
    ASSERT_TRUE((*edited)->Close().ok());
  }
  EXPECT_EQ(Run(Import({In("a-结果.xlsx"), original})), kRefused);
  EXPECT_EQ(json_["files"][0]["error"]["reason"], "RESULT_EDITED");
  EXPECT_EQ(json_["accepted"], 4);
  EXPECT_THAT(said_, HasSubstr("请单独导入它"));
  EXPECT_EQ(Run(Import({In("a-结果.xlsx")})), kDone);
  EXPECT_EQ(json_["accepted"], 1);
}

TEST_F(ImportJobTest, ADryRunNeitherClaimsNorReplaces) {
  const auto accept = plan_.send;
  plan_.send = [&](const intake::FormRows& call, const std::string& request_id) {
    auto answers = accept(call, request_id);
    answers->front().findings.emplace_back().set_severity(type::Finding::WARNING);
    return answers;
  };
  ImportOptions options = Import({Write("a.xlsx", 4, 4)});
  EXPECT_EQ(Run(options), kRefused);
  EXPECT_EQ(json_["dry_run"], false);
  const auto written = std::filesystem::last_write_time(In("a-结果.xlsx"));
  options.dry_run = true;
  EXPECT_EQ(Run(options), kRefused);
  EXPECT_EQ(json_["dry_run"], true);
  EXPECT_EQ(json_["error_workbook"], In("a-试运行.xlsx"));
  EXPECT_EQ(std::filesystem::last_write_time(In("a-结果.xlsx")), written);
  std::string texts;
  const auto reader = sheet::WorkbookReader::Open(In("a-试运行.xlsx"));
  ASSERT_TRUE(reader.ok()) << reader.status();
  ASSERT_TRUE((*reader)
                  ->ReadRows(0,
                             [&](const sheet::Row& row) {
                               for (const auto& cell : row.cells) texts += cell.text + "|";
                               return absl::OkStatus();
                             })
                  .ok());
  EXPECT_THAT(texts, HasSubstr("|试运行通过（未保存）|"));
  EXPECT_THAT(texts, testing::Not(HasSubstr("|是|")));
  options.errors = In("a-结果.xlsx");
  EXPECT_EQ(ReasonOf(RunImport(session_, options, plan_).status()), "OUTPUT_EXISTS");
  options.errors = In("a-试运行.xlsx");
  EXPECT_EQ(Run(options), kRefused);
}

TEST_F(ImportJobTest, AStaleResultGoesAwayAfterACleanRun) {
  const std::string original = Write("a.xlsx", 4, 2);
  EXPECT_EQ(Run(Import({original})), kRefused);
  ASSERT_TRUE(std::filesystem::exists(In("a-结果.xlsx")));
  Write("a.xlsx", 4, 0);
  ImportOptions options = Import({original});
  options.dry_run = true;
  EXPECT_EQ(Run(options), kDone);
  EXPECT_TRUE(std::filesystem::exists(In("a-结果.xlsx")));
  EXPECT_EQ(Run(Import({original})), kDone);
  EXPECT_FALSE(std::filesystem::exists(In("a-结果.xlsx")));
  EXPECT_THAT(said_, HasSubstr("已删除以前的结果文件"));
}

TEST_F(ImportJobTest, AStaleResultForAllGoesAwayToo) {
  ImportOptions options = Import({Write("a.xlsx", 4, 2)});
  options.errors = In("all.xlsx");
  EXPECT_EQ(Run(options), kRefused);
  EXPECT_TRUE(std::filesystem::exists(options.errors));
  Write("a.xlsx", 4, 0);
  EXPECT_EQ(Run(options), kDone);
  EXPECT_FALSE(std::filesystem::exists(options.errors));
  EXPECT_THAT(said_, HasSubstr("已删除以前的结果文件"));
}

}  // namespace
}  // namespace mingce::cli
