// Workbooks as people fill them in, for tests.

#ifndef MINGCE_CLI_IMPORT_FORM_WORKBOOK_FOR_TEST_H_
#define MINGCE_CLI_IMPORT_FORM_WORKBOOK_FOR_TEST_H_

#include <gmock/gmock.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/campaign_files.h"
#include "cli/import/form_workbook.h"
#include "lib/base/ids.h"

namespace mingce::cli {

using Rows = std::vector<std::vector<std::string>>;

inline const form::Form& MemberForm() {
  static const form::Form& form = *[] {
    auto forms = ReadCampaignForms(MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019");
    if (!forms.ok()) ADD_FAILURE() << forms.status();
    return new form::Form(forms->member);
  }();
  return form;
}

// The header with every required column, and a row that fills them.
inline const std::vector<std::string> kHeader = {"*姓名",    "*手机",    "证件类型", "证件号码",
                                                 "性别",     "出生年月", "民族",     "政治面貌",
                                                 "最高学历", "所属工会"};
inline std::vector<std::string> Person(const std::string& name) {
  return {name, "17460000001", "居民身份证", "x", "男", "1985/06/14", "汉族", "群众", "本科", "81"};
}

class FormWorkbookTest : public testing::Test {
 protected:
  FormWorkbookTest()
      : path_(absl::StrCat(testing::TempDir(), "/book-", NewOpaqueId(), ".xlsx")),
        book_(workbook_new(path_.c_str())) {}
  ~FormWorkbookTest() override { std::filesystem::remove(path_); }

  // Rows from row 1 on, all cells text; "#1" is the number 1.
  lxw_worksheet* AddSheet(const char* name, const Rows& rows) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        const std::string& text = rows[r][c];
        const auto row = static_cast<lxw_row_t>(r);
        const auto column = static_cast<lxw_col_t>(c);
        if (text.empty()) continue;
        if (text[0] == '#') {
          worksheet_write_number(sheet, row, column, std::stod(text.substr(1)), nullptr);
        } else {
          worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
        }
      }
    }
    return sheet;
  }

  absl::StatusOr<InputWorkbook> Read(WorkbookRules rules = {}) {
    workbook_close(book_);
    return ReadFormWorkbook(path_, MemberForm(), rules);
  }

  static std::vector<std::uint32_t> Numbers(const InputSheet& sheet) {
    std::vector<std::uint32_t> numbers;
    for (const InputRow& row : sheet.rows) numbers.push_back(row.number);
    return numbers;
  }

  static std::string AllNotices(const InputWorkbook& book) {
    std::string all;
    for (const Notice& notice : book.notices) absl::StrAppend(&all, notice.zh, "\n");
    return all;
  }

  std::string path_;
  lxw_workbook* book_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_FORM_WORKBOOK_FOR_TEST_H_
