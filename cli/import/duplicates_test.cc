#include "cli/import/duplicates.h"

#include <gmock/gmock.h>

#include "cli/campaign_files.h"
#include "lib/gb/credit_code.h"
#include "lib/gb/document.h"

namespace mingce::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const CampaignForms& Forms() {
  static const CampaignForms& forms = *[] {
    auto read = ReadCampaignForms(MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019");
    if (!read.ok()) ADD_FAILURE() << read.status();
    return new CampaignForms(*std::move(read));
  }();
  return forms;
}

// Rows of these columns, from row 2 on.
InputSheet Sheet(const form::Form& form, const std::string& name,
                 const std::vector<std::string>& keys,
                 const std::vector<std::vector<std::string>>& rows) {
  InputSheet sheet;
  sheet.name = name;
  for (const std::string& key : keys) {
    sheet.headers.push_back(key);
    sheet.fields.push_back(form.IndexOf(key));
  }
  for (const auto& row : rows) {
    InputRow& out = sheet.rows.emplace_back();
    out.number = static_cast<std::uint32_t>(sheet.rows.size()) + 1;
    for (const std::string& text : row) {
      out.cells.push_back(
          {text, text.empty() ? sheet::Cell::Kind::kEmpty : sheet::Cell::Kind::kText});
    }
  }
  return sheet;
}

std::vector<std::uint32_t> Refused(const SheetAnswers& answers) {
  std::vector<std::uint32_t> rows;
  for (const auto& [number, answer] : answers) rows.push_back(number);
  return rows;
}

const std::vector<std::string> kPerson = {"id_type", "id_number", "nationality"};

KeysOfRow Members() {
  return MemberKeys(Forms().member, Forms().lists.at("id_type-1"), {2019, 11, 15});
}

// A citizen number of 18 characters from one of 15, by way of the library itself.
std::string Eighteen() {
  return gb::ParseDocument(gb::DocumentType::kCitizenCard, "439999900307001", "", {2019, 11, 15})
      .value->number;
}

std::string FullWidth(const std::string& digits) {
  std::string out;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      out += "\xEF\xBC";
      out += static_cast<char>(0x90 + (c - '0'));
    } else {
      out += c;
    }
  }
  return out;
}

TEST(DuplicatesTest, OnePersonSpelledDifferentlyIsOne) {
  const std::string number = Eighteen();
  InputWorkbook book;
  book.sheets.push_back(
      Sheet(Forms().member, "名单", kPerson,
            {{"居民身份证", number},
             {"01", "439999900307001"},
             {"身份证", FullWidth(number)},
             {"临时居民身份证", " " + number.substr(0, 6) + " " + number.substr(6)},
             {"户口簿", "'" + number}}));
  const auto answers = FindDuplicates(book, Members());
  EXPECT_THAT(Refused(answers[0]), UnorderedElementsAre(3u, 4u, 5u, 6u));
  const RowAnswer& second = answers[0].at(3);
  EXPECT_TRUE(second.refused());
  EXPECT_EQ(second.findings[0].reason(), "DUPLICATE_IN_FILE");
  EXPECT_EQ(second.findings[0].field(), "id_number");
  EXPECT_THAT(second.findings[0].message(), HasSubstr("会员身份证已重复：与第2行"));
  EXPECT_THAT(second.findings[0].message(), Not(HasSubstr(number)));
}

TEST(DuplicatesTest, TheSheetOfTheFirstRowIsNamed) {
  InputWorkbook book;
  for (const char* name : {"一车间", "二车间"}) {
    book.sheets.push_back(Sheet(Forms().member, name, kPerson, {{"01", Eighteen()}}));
  }
  const auto answers = FindDuplicates(book, Members());
  EXPECT_THAT(Refused(answers[0]), IsEmpty());
  ASSERT_THAT(Refused(answers[1]), ElementsAre(2u));
  EXPECT_THAT(answers[1].at(2).findings[0].message(), HasSubstr("工作表“一车间”第2行"));
}

TEST(DuplicatesTest, WrongNumbersAreLeftToTheService) {
  InputWorkbook book;
  book.sheets.push_back(Sheet(Forms().member, "名单", kPerson,
                              {{"01", "x"},
                               {"01", "x"},
                               {"01", ""},
                               {"01", ""},
                               {"没有这种", Eighteen()},
                               {"没有这种", Eighteen()}}));
  for (int i = 0; i < 2; ++i) {
    InputRow row = {20 + static_cast<std::uint32_t>(i),
                    {{"01", sheet::Cell::Kind::kText}, {Eighteen(), sheet::Cell::Kind::kNumber}}};
    book.sheets[0].rows.push_back(row);
  }
  EXPECT_THAT(Refused(FindDuplicates(book, Members())[0]), IsEmpty());
}

TEST(DuplicatesTest, PassportsOfTwoCountriesAreTwo) {
  InputWorkbook book;
  book.sheets.push_back(Sheet(Forms().member, "名单", kPerson,
                              {{"外国护照", "A1234567", "GBR"},
                               {"外国护照", "A1234567", "FRA"},
                               {"04", "a1234567", "GB"}}));
  EXPECT_THAT(Refused(FindDuplicates(book, Members())[0]), ElementsAre(4u));
}

TEST(DuplicatesTest, WithoutTheListOfTypesCitizenNumbersAreStillFound) {
  InputWorkbook book;
  book.sheets.push_back(
      Sheet(Forms().member, "名单", kPerson,
            {{"居民身份证", Eighteen()}, {"01", Eighteen()}, {"03", "E12345678"}}));
  const auto keys = MemberKeys(Forms().member, std::nullopt, {2019, 11, 15});
  EXPECT_THAT(Refused(FindDuplicates(book, keys)[0]), ElementsAre(3u));
}

std::string Code(std::string first17) { return first17 + gb::CreditCodeCheckCharacter(first17); }

TEST(DuplicatesTest, OrganisationsAreHeldUnderBothCodes) {
  const std::string a = Code("81439999MA4L00000");
  const std::string b = Code("81439999MA4L00001");
  const std::string unit = Code("91439999MA4L00000");
  InputWorkbook book;
  book.sheets.push_back(Sheet(Forms().organization, "组织", {"union_uscc", "unit_uscc"},
                              {{a, ""},
                               {FullWidth(a), unit},  // the union stands in row 2
                               {b, unit},             // row 3 was refused and holds nothing
                               {"", unit},
                               {"", ""},
                               {"", ""},
                               {"无", "无"},
                               {"无", "无"}}));
  const auto answers = FindDuplicates(book, OrganizationKeys(Forms().organization));
  EXPECT_THAT(Refused(answers[0]), UnorderedElementsAre(3u, 5u));
  EXPECT_EQ(answers[0].at(5).findings[0].field(), "unit_uscc");
  EXPECT_THAT(answers[0].at(5).findings[0].message(), HasSubstr("与第4行"));
}

}  // namespace
}  // namespace mingce::cli
