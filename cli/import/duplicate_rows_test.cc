// What becomes of rows that stand twice.

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "cli/import/send_file.h"

namespace mingce::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

// Rows from 2 on, each under the text of its only cell.
intake::InputSheet Sheet(const std::string& name, const std::vector<std::string>& texts) {
  intake::InputSheet sheet;
  sheet.name = name;
  for (const std::string& text : texts) {
    const auto number = static_cast<std::uint32_t>(sheet.rows.size()) + 2;
    sheet.rows.push_back({number, {{text, sheet::Cell::Kind::kText}}});
  }
  return sheet;
}

intake::KeysOfRow Under(const std::string& field) {
  return [field](const intake::InputSheet&, const intake::InputRow& row) {
    return std::vector<intake::RowKey>{{field, row.At(0).text}};
  };
}

TEST(DuplicateRowsTest, TheLaterRowIsRefusedAndTheFirstIsNamed) {
  intake::InputWorkbook book;
  book.sheets = {Sheet("一车间", {"甲", "乙", "甲"}), Sheet("二车间", {"丙", "乙"})};
  const auto answers = RefuseDuplicates(book, Under("id_number"));
  ASSERT_EQ(answers[0].size(), 1u);
  const RowAnswer& same_sheet = answers[0].at(4);
  EXPECT_TRUE(same_sheet.refused());
  EXPECT_EQ(same_sheet.findings[0].reason(), "DUPLICATE_IN_FILE");
  EXPECT_THAT(same_sheet.findings[0].message(), HasSubstr("会员身份证已重复：与第2行相同"));
  EXPECT_THAT(same_sheet.findings[0].message(), Not(HasSubstr("甲")));
  ASSERT_EQ(answers[1].size(), 1u);
  EXPECT_THAT(answers[1].at(3).findings[0].message(), HasSubstr("与工作表“一车间”第3行相同"));
  EXPECT_THAT(answers[1].at(3).findings[0].message_en(), HasSubstr("row 3 of the sheet 一车间"));
}

TEST(DuplicateRowsTest, ACreditCodeIsCalledOne) {
  intake::InputWorkbook book;
  book.sheets = {Sheet("组织", {"甲", "甲"})};
  EXPECT_THAT(RefuseDuplicates(book, Under("unit_uscc"))[0].at(3).findings[0].message(),
              HasSubstr("统一社会信用代码已重复：与第2行相同"));
}

}  // namespace
}  // namespace mingce::cli
