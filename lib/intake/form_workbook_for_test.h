// Workbooks as people fill them in, for tests.

#ifndef MINGCE_LIB_INTAKE_FORM_WORKBOOK_FOR_TEST_H_
#define MINGCE_LIB_INTAKE_FORM_WORKBOOK_FOR_TEST_H_

#include <gmock/gmock.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/intake/form_workbook.h"

namespace mingce::intake {

using Rows = std::vector<std::vector<std::string>>;

// A form as campaigns have them, with a column of each kind.
inline const form::Form& MemberForm() {
  using form::FieldType;
  using form::Requirement;
  static const form::Form& form = *new form::Form{
      .id = "member-2019-1",
      .title = "工会会员信息采集表",
      .fields = {
          {"full_name", "姓名", {"用户名"}, FieldType::kPersonName, Requirement::kRequired},
          {"mobile", "手机", {"移动电话", "联系电话"}, FieldType::kMobile, Requirement::kRequired},
          {"id_type", "证件类型", {"证件类别"}, FieldType::kCode, Requirement::kRequired},
          {"id_number", "证件号码", {}, FieldType::kDocumentNumber, Requirement::kRequired},
          {"sex", "性别", {}, FieldType::kCode, Requirement::kRequired},
          {"birth_date", "出生年月", {}, FieldType::kDateOrMonth, Requirement::kRequired},
          {"ethnicity", "民族", {}, FieldType::kCode, Requirement::kRequired},
          {"political_status", "政治面貌", {}, FieldType::kCode, Requirement::kRequired},
          {"education", "最高学历", {"学历"}, FieldType::kCode, Requirement::kRequired},
          {"union", "所属工会", {}, FieldType::kOrganization, Requirement::kRequired},
          {"work_unit_name", "工作单位", {"单位名称"}, FieldType::kText, Requirement::kFull},
          {"native_place", "籍贯", {}, FieldType::kText, Requirement::kFull},
          {"joined_on", "入会时间", {}, FieldType::kDate, Requirement::kFull},
          {"nationality", "国籍", {}, FieldType::kText, Requirement::kOptional},
          {"group_name", "部门", {}, FieldType::kText, Requirement::kOptional}}};
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
    for (const Sentence& notice : book.notices) absl::StrAppend(&all, notice.zh, "\n");
    return all;
  }

  std::string path_;
  lxw_workbook* book_;
};

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_FORM_WORKBOOK_FOR_TEST_H_
