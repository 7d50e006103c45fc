#include "cli/import/error_workbook.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_reader.h"

namespace mingce::cli {
namespace {

sheet::Cell Text(const std::string& text) {
  return {text, text.empty() ? sheet::Cell::Kind::kEmpty : sheet::Cell::Kind::kText};
}

RowAnswer Answer(std::uint32_t number, type::RowOutcome outcome, const char* field,
                 type::Finding::Severity severity, const char* message) {
  RowAnswer answer{.number = number, .outcome = outcome, .findings = {}};
  if (message != nullptr) {
    type::Finding& finding = answer.findings.emplace_back();
    finding.set_field(field);
    finding.set_severity(severity);
    finding.set_message(message);
    finding.set_message_en("en");
  }
  return answer;
}

TEST(ErrorWorkbookTest, KeepsRowsThatNeedAttentionWithAllTheirColumns) {
  const std::string path = absl::StrCat(testing::TempDir(), "/errors-", NewOpaqueId(), ".xlsx");
  form::Form form;
  form.fields.resize(2);
  form.fields[0].key = "full_name";
  form.fields[1].key = "mobile";
  InputSheet input;
  input.name = "名单";
  input.headers = {"备注", "姓名", "手机"};
  input.fields = {std::nullopt, 0, 1};
  for (std::uint32_t i = 2; i <= 5; ++i) {
    input.rows.push_back({i, {Text("记"), Text(absl::StrCat("人", i)), Text("=1+1")}});
  }
  SheetAnswers answers;
  answers.emplace(3, Answer(3, type::REJECTED, "mobile", type::Finding::ERROR, "手机号格式错误"));
  answers.emplace(4, Answer(4, type::ACCEPTED, "full_name", type::Finding::WARNING, "请核对"));
  answers.emplace(5, Answer(5, type::ACCEPTED, "", type::Finding::WARNING, nullptr));

  const auto workbook = ErrorWorkbook::Open(path);
  ASSERT_TRUE(workbook.ok()) << workbook.status();
  ASSERT_TRUE((*workbook)->Add(form, "a/b[1].xlsx", input, answers, false).ok());
  ASSERT_FALSE(std::filesystem::exists(path));  // not before it is whole
  ASSERT_TRUE((*workbook)->Close().ok());
  struct stat info = {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);

  const auto reader = sheet::WorkbookReader::Open(path);
  ASSERT_TRUE(reader.ok()) << reader.status();
  std::vector<std::vector<std::string>> rows;
  ASSERT_TRUE((*reader)
                  ->ReadRows(0,
                             [&](const sheet::Row& row) {
                               auto& out = rows.emplace_back();
                               for (const sheet::Cell& cell : row.cells) out.push_back(cell.text);
                               return absl::OkStatus();
                             })
                  .ok());
  using testing::ElementsAre;
  EXPECT_THAT(rows,
              ElementsAre(ElementsAre("原行号", "备注", "姓名", "手机", "是否导入成功", "错误原因"),
                          ElementsAre("3", "记", "人3", "=1+1", "否", "手机号格式错误"),
                          ElementsAre("4", "记", "人4", "=1+1", "是", "提示：请核对")));
  std::filesystem::remove(path);
}

TEST(ErrorWorkbookTest, DefaultPathIsBesideTheInput) {
  EXPECT_EQ(DefaultErrorPath("a/名单.xlsx"), "a/名单-结果.xlsx");
  EXPECT_EQ(DefaultErrorPath("b.xlsx"), "b-结果.xlsx");
}

}  // namespace
}  // namespace mingce::cli
