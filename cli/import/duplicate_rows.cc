#include "cli/import/duplicate_rows.h"

#include <string>

#include "lib/base/sentence.h"
#include "lib/intake/shown_text.h"

namespace mingce::cli {
namespace {

type::Finding FindingOf(const intake::InputWorkbook& book, const intake::Duplicate& duplicate) {
  const std::string sheet = intake::Shown(book.sheets[duplicate.first_sheet].name);
  const bool other = duplicate.first_sheet != duplicate.sheet;
  const Sentence first =
      other ? Fill("工作表“$0”第$1行", "row $1 of the sheet $0", sheet, duplicate.first_row)
            : Fill("第$0行", "row $0", duplicate.first_row);
  constexpr char kEn[] = "the same number stands in $1; this row was not sent, keep one of them";
  const Sentence sentence =
      duplicate.field == "id_number"
          ? Fill("会员身份证已重复：与$0相同，本行未导入，请核对后只保留一行", kEn, first.zh,
                 first.en)
          : Fill("统一社会信用代码已重复：与$0相同，本行未导入，请核对后只保留一行", kEn, first.zh,
                 first.en);
  type::Finding finding;
  finding.set_severity(type::Finding::ERROR);
  finding.set_field(duplicate.field);
  finding.set_reason("DUPLICATE_IN_FILE");
  finding.set_message(sentence.zh);
  finding.set_message_en(sentence.en);
  return finding;
}

}  // namespace

std::vector<SheetAnswers> RefuseDuplicates(const intake::InputWorkbook& book,
                                           const intake::KeysOfRow& keys) {
  std::vector<SheetAnswers> answers(book.sheets.size());
  for (const intake::Duplicate& duplicate : intake::FindDuplicates(book, keys)) {
    RowAnswer& answer = answers[duplicate.sheet][duplicate.row];
    answer.number = duplicate.row;
    answer.outcome = type::REJECTED;
    answer.findings.push_back(FindingOf(book, duplicate));
  }
  return answers;
}

}  // namespace mingce::cli
