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
  intake::InputSheet input;
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

  const auto workbook = ErrorWorkbook::Open(path, {}, false);
  ASSERT_TRUE(workbook.ok()) << workbook.status();
  ASSERT_TRUE((*workbook)->Add(form, "a/b[1].xlsx", input, answers, Language::kChinese).ok());
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

// Read back: the texts of all rows of a sheet.
std::vector<std::vector<std::string>> TextsOf(sheet::WorkbookReader& reader, std::size_t sheet) {
  std::vector<std::vector<std::string>> rows;
  EXPECT_TRUE(reader
                  .ReadRows(sheet,
                            [&](const sheet::Row& row) {
                              auto& out = rows.emplace_back();
                              for (const sheet::Cell& cell : row.cells) out.push_back(cell.text);
                              return absl::OkStatus();
                            })
                  .ok());
  return rows;
}

TEST(ErrorWorkbookTest, ANumberRefusedForBeingOneComesBackEmpty) {
  const std::string path = absl::StrCat(testing::TempDir(), "/errors-", NewOpaqueId(), ".xlsx");
  form::Form form;
  form.fields.resize(2);
  form.fields[0] = {
      .key = "id_number", .label = "证件号码", .type = form::FieldType::kDocumentNumber};
  form.fields[1] = {.key = "union_uscc", .label = "代码", .type = form::FieldType::kUnionUscc};
  intake::InputSheet input;
  input.name = "名单";
  input.headers = {"证件号码", "代码", "其他"};
  input.fields = {0, 1, std::nullopt};
  const sheet::Cell number = {"439999199003071000", sheet::Cell::Kind::kNumber};
  input.rows.push_back({2, {number, number, number}});
  input.rows.push_back({3, {Text("439999199003071")}});  // shorter than the header
  SheetAnswers answers;
  answers.emplace(2, Answer(2, type::REJECTED, "id_number", type::Finding::ERROR, "转成数字"));
  answers.emplace(3, Answer(3, type::REJECTED, "id_number", type::Finding::ERROR, "位数"));
  const auto workbook = ErrorWorkbook::Open(path, {}, false);
  ASSERT_TRUE((*workbook)->Add(form, "a.xlsx", input, answers, Language::kChinese).ok());
  ASSERT_TRUE((*workbook)->Close().ok());
  const auto reader = sheet::WorkbookReader::Open(path);
  using testing::ElementsAre;
  const auto rows = TextsOf(**reader, 0);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[1], ElementsAre("2", "", "", "439999199003071000", "否", "转成数字"));
  EXPECT_THAT(rows[2], ElementsAre("3", "439999199003071", "", "", "否", "位数"));
  std::filesystem::remove(path);
}

TEST(ErrorWorkbookTest, SheetNamesThatDifferInCaseAloneAreNotOneName) {
  const std::string path = absl::StrCat(testing::TempDir(), "/errors-", NewOpaqueId(), ".xlsx");
  form::Form form;
  intake::InputSheet input;
  input.headers = {"姓名"};
  input.fields = {std::nullopt};
  input.rows.push_back({2, {Text("甲")}});
  SheetAnswers answers;
  answers.emplace(2, Answer(2, type::REJECTED, "", type::Finding::ERROR, "错"));
  const auto workbook = ErrorWorkbook::Open(path, {}, false);
  for (const char* name : {"Sheet1", "SHEET1",
                           "\U0002070E\U0002070E\U0002070E\U0002070E"
                           "\U0002070E\U0002070E\U0002070E\U0002070E"}) {
    input.name = name;
    ASSERT_TRUE((*workbook)->Add(form, "a.xlsx", input, answers, Language::kChinese).ok()) << name;
  }
  ASSERT_TRUE((*workbook)->Close().ok());
  const auto reader = sheet::WorkbookReader::Open(path);
  EXPECT_EQ((*reader)->sheets()[0].name, "a-Sheet1");
  EXPECT_EQ((*reader)->sheets()[1].name, "a-SHEET1-2");
  EXPECT_EQ((*reader)->sheets().size(), 4u);  // with the mark
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace mingce::cli
