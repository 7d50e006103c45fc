#include "lib/intake/duplicates.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lib/gb/credit_code.h"
#include "lib/gb/document.h"
#include "lib/intake/form_workbook_for_test.h"

namespace mingce::intake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The list of document types that campaigns publish.
const gb::CodeList& DocumentTypes() {
  static const gb::CodeList& list = *[] {
    std::ifstream file(MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019/codes/id_type.tsv");
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    auto parsed = gb::ParseCodeListTsv("id_type", text);
    if (!parsed.ok()) ADD_FAILURE() << parsed.status();
    return new gb::CodeList(*std::move(parsed));
  }();
  return list;
}

// A form with the two codes of an organisation.
const form::Form& OrganizationForm() {
  static const form::Form& form = *[] {
    auto* const made = new form::Form;
    for (const char* key : {"union_uscc", "unit_uscc"}) made->fields.emplace_back().key = key;
    return made;
  }();
  return form;
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

// The rows of one sheet that are named, once for each key.
std::vector<std::uint32_t> Named(const InputWorkbook& book, const KeysOfRow& keys,
                                 std::size_t sheet = 0) {
  std::vector<std::uint32_t> rows;
  for (const Duplicate& one : FindDuplicates(book, keys)) {
    if (one.sheet == sheet) rows.push_back(one.row);
  }
  return rows;
}

const std::vector<std::string> kPerson = {"id_type", "id_number", "nationality"};

KeysOfRow Members() { return DocumentKeys(MemberForm(), DocumentTypes(), {2019, 11, 15}); }

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
      Sheet(MemberForm(), "名单", kPerson,
            {{"居民身份证", number},
             {"01", "439999900307001"},
             {"身份证", FullWidth(number)},
             {"临时居民身份证", " " + number.substr(0, 6) + " " + number.substr(6)},
             {"户口簿", "'" + number}}));
  EXPECT_THAT(Named(book, Members()), ElementsAre(3u, 4u, 5u, 6u));
  for (const Duplicate& one : FindDuplicates(book, Members())) {
    EXPECT_EQ(one.field, "id_number");
    EXPECT_EQ(one.first_row, 2u);
  }
}

TEST(DuplicatesTest, TheFirstRowMayStandOnAnotherSheet) {
  InputWorkbook book;
  for (const char* name : {"一车间", "二车间"}) {
    book.sheets.push_back(Sheet(MemberForm(), name, kPerson, {{"01", Eighteen()}}));
  }
  const std::vector<Duplicate> found = FindDuplicates(book, Members());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].sheet, 1u);
  EXPECT_EQ(found[0].row, 2u);
  EXPECT_EQ(found[0].first_sheet, 0u);
  EXPECT_EQ(found[0].first_row, 2u);
}

TEST(DuplicatesTest, WrongNumbersAreLeftToTheService) {
  InputWorkbook book;
  book.sheets.push_back(Sheet(MemberForm(), "名单", kPerson,
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
  EXPECT_THAT(Named(book, Members()), IsEmpty());
}

TEST(DuplicatesTest, PassportsOfTwoCountriesAreTwo) {
  InputWorkbook book;
  book.sheets.push_back(Sheet(MemberForm(), "名单", kPerson,
                              {{"外国护照", "A1234567", "GBR"},
                               {"外国护照", "A1234567", "FRA"},
                               {"04", "a1234567", "GB"}}));
  EXPECT_THAT(Named(book, Members()), ElementsAre(4u));
}

TEST(DuplicatesTest, WithoutTheListOfTypesCitizenNumbersAreStillFound) {
  InputWorkbook book;
  book.sheets.push_back(
      Sheet(MemberForm(), "名单", kPerson,
            {{"居民身份证", Eighteen()}, {"01", Eighteen()}, {"03", "E12345678"}}));
  const auto keys = DocumentKeys(MemberForm(), std::nullopt, {2019, 11, 15});
  EXPECT_THAT(Named(book, keys), ElementsAre(3u));
}

std::string Code(std::string first17) { return first17 + gb::CreditCodeCheckCharacter(first17); }

TEST(DuplicatesTest, OrganisationsAreHeldUnderBothCodes) {
  const std::string a = Code("81439999MA4L00000");
  const std::string b = Code("81439999MA4L00001");
  const std::string unit = Code("91439999MA4L00000");
  InputWorkbook book;
  book.sheets.push_back(Sheet(OrganizationForm(), "组织", {"union_uscc", "unit_uscc"},
                              {{a, ""},
                               {FullWidth(a), unit},  // the union stands in row 2
                               {b, unit},             // row 3 was refused and holds nothing
                               {"", unit},
                               {"", ""},
                               {"", ""},
                               {"无", "无"},
                               {"无", "无"}}));
  const std::vector<Duplicate> found = FindDuplicates(book, CreditCodeKeys(OrganizationForm()));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].row, 3u);
  EXPECT_EQ(found[0].field, "union_uscc");
  EXPECT_EQ(found[1].row, 5u);
  EXPECT_EQ(found[1].field, "unit_uscc");
  EXPECT_EQ(found[1].first_row, 4u);
}

}  // namespace
}  // namespace mingce::intake
