#include "cli/import/job.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/import/job_for_test.h"
#include "cli/show/errors.h"
#include "lib/base/ids.h"
#include "lib/base/mutex.h"

namespace mingce::cli {
namespace {

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
  EXPECT_TRUE(IsUuid(request_ids_[0]));
  EXPECT_NE(request_ids_[0], request_ids_[1]);
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

TEST_F(ImportJobTest, ErrorsOfSeveralFilesStandTogetherToo) {
  const std::string second = Write("b.xlsx", 4, 4);
  EXPECT_EQ(Run(Import({Write("a.xlsx", 3, 0), second})), kRefused);
  ASSERT_EQ(json_["errors"].size(), 1u);
  EXPECT_EQ(json_["errors"][0]["file"], second);
  EXPECT_EQ(json_["errors"][0]["row"], 5);
  EXPECT_FALSE(json_["files"][1]["errors"][0].contains("file"));
}

TEST_F(ImportJobTest, AServiceThatIsAwayEndsTheRun) {
  plan_.send = [](const intake::FormRows&,
                  const std::string&) -> absl::StatusOr<std::vector<RowAnswer>> {
    return ServiceUnreachable("会员服务", "members", "127.0.0.1:1", "refused");
  };
  EXPECT_EQ(Run({.files = {Write("a.xlsx", 3, 0), Write("b.xlsx", 4, 0)},
                 .campaign = "",
                 .organization = "",
                 .dry_run = false,
                 .errors = ""}),
            kUnavailable);
  ASSERT_EQ(json_["files"].size(), 2u);
  EXPECT_EQ(json_["rows"], 0);
  EXPECT_EQ(json_["files"][0]["error"]["reason"], "SERVICE_UNREACHABLE");
  EXPECT_EQ(json_["files"][1]["error"]["reason"], "NOT_STARTED");
  EXPECT_THAT(said_, testing::HasSubstr("导入中断：2 个文件（1 个未导入，1 个尚未开始）"));
}

TEST_F(ImportJobTest, ARunThatWasCutShortNamesTheRowsWithoutAnAnswer) {
  const auto accept = plan_.send;
  plan_.send = [&](const intake::FormRows& call,
                   const std::string& request_id) -> absl::StatusOr<std::vector<RowAnswer>> {
    if (calls_.size() == 1) return ServiceUnreachable("会员服务", "members", "127.0.0.1:1", "x");
    return accept(call, request_id);
  };
  EXPECT_EQ(Run(Import({Write("a.xlsx", 1200, 0)})), kUnavailable);
  EXPECT_EQ(json_["accepted"], 500);
  ASSERT_EQ(json_["unanswered"].size(), 1u);
  EXPECT_EQ(json_["unanswered"][0]["first_row"], 502);
  EXPECT_EQ(json_["unanswered"][0]["last_row"], 1201);
  EXPECT_THAT(said_, testing::HasSubstr("须重新导入：第502至1201行"));
}

TEST_F(ImportJobTest, ARefusedFileDoesNotEndInDone) {
  const std::string none = In("none.xlsx");
  EXPECT_EQ(Run(Import({none})), kRefused);
  EXPECT_THAT(said_, testing::HasSubstr("导入未进行：1 个文件（1 个未导入）"));
  EXPECT_EQ(Run(Import({none, Write("a.xlsx", 3, 0)})), kRefused);
  EXPECT_THAT(said_, testing::HasSubstr("导入结束，有文件未导入：2 个文件"));
  EXPECT_THAT(said_, testing::Not(testing::HasSubstr("导入完成")));
}

TEST_F(ImportJobTest, TheNearestValuesAreOnTheScreenToo) {
  plan_.send = [](const intake::FormRows& call, const std::string&) {
    std::vector<RowAnswer> answers(1);
    answers[0].number = call.rows[0].number;
    answers[0].outcome = type::REJECTED;
    type::Finding& finding = answers[0].findings.emplace_back();
    finding.set_message("不在下拉列表中");
    finding.add_candidates("汉族");
    finding.add_candidates("满族");
    return answers;
  };
  EXPECT_EQ(Run(Import({Write("a.xlsx", 1, 0)})), kRefused);
  EXPECT_THAT(said_, testing::HasSubstr("不在下拉列表中（可选：汉族、满族）"));
}

TEST_F(ImportJobTest, SamplesAreCounted) {
  const std::string path = In("a.xlsx");
  {
    const auto writer = *sheet::WorkbookWriter::Open(path);
    std::vector<sheet::ColumnSpec> columns(4);
    columns[0].header = "序号";
    for (std::size_t i = 1; i < 4; ++i) columns[i].header = plan_.form.fields[i - 1].label;
    const sheet::SheetHandle sheet = *writer->AddSheet("名单", columns);
    ASSERT_TRUE(writer->WriteRow(sheet, 2, {"例1", "好", "1", "2"}).ok());
    ASSERT_TRUE(writer->WriteRow(sheet, 3, {"1", "好", "1", "2"}).ok());
    ASSERT_TRUE(writer->Close().ok());
  }
  EXPECT_EQ(Run(Import({path})), kDone);
  EXPECT_EQ(json_["rows"], 1);
  EXPECT_EQ(json_["samples"], 1);
  EXPECT_THAT(said_, testing::HasSubstr("；另有示例未导入 1 行"));
}

TEST_F(ImportJobTest, AFullRunSaysSo) {
  EXPECT_EQ(Run(Import({Write("a.xlsx", 3, 0)})), kDone);
  EXPECT_THAT(said_, testing::HasSubstr("导入完成：1 个文件，读取 3 行：新增 3，"));
  EXPECT_THAT(said_, testing::ContainsRegex("；用时 [0-9.]+ 秒，[0-9]+ 行/秒"));
}

// Two rows further apart than a call, and the same row twice: the first wins, without a race.
TEST_F(ImportJobTest, ARowThatStandsTwiceIsNotSent) {
  plan_.in_flight = 4;
  std::size_t next = 0;
  plan_.keys = [&](const intake::InputSheet&, const intake::InputRow& row) {
    // Rows 2 and 902 are one person, 3 and 4 too; all others differ.
    const std::uint32_t person = row.number == 902 ? 2 : row.number == 4 ? 3 : row.number;
    ++next;
    return std::vector<intake::RowKey>{{"key2", absl::StrCat(person)}};
  };
  Mutex mu;
  std::vector<std::uint32_t> sent;
  const auto accept = plan_.send;
  plan_.send = [&](const intake::FormRows& call, const std::string& request_id) {
    MutexLock lock(&mu);
    for (const intake::FormRow& row : call.rows) sent.push_back(row.number);
    return accept(call, request_id);
  };
  EXPECT_EQ(Run(Import({Write("a.xlsx", 1000, 0)})), kRefused);
  EXPECT_EQ(next, 1000u);
  EXPECT_EQ(sent.size(), 998u);
  EXPECT_THAT(sent, testing::AllOf(testing::Not(testing::Contains(902u)),
                                   testing::Not(testing::Contains(4u))));
  EXPECT_EQ(json_["rows"], 1000);
  EXPECT_EQ(json_["accepted"], 998);
  EXPECT_EQ(json_["rejected"], 2);
  ASSERT_EQ(json_["errors"].size(), 2u);
  EXPECT_EQ(json_["errors"][0]["row"], 4);
  EXPECT_EQ(json_["errors"][1]["row"], 902);
  EXPECT_EQ(json_["errors"][1]["reason"], "DUPLICATE_IN_FILE");
  EXPECT_THAT(json_["errors"][1]["message"].get<std::string>(), testing::HasSubstr("第2行"));
  EXPECT_TRUE(std::filesystem::exists(In("a-结果.xlsx")));
}

TEST_F(ImportJobTest, AnswersForOtherRowsAreAnInternalError) {
  plan_.send = [](const intake::FormRows&, const std::string&) { return std::vector<RowAnswer>(); };
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
