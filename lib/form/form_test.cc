#include "lib/form/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/form/form_proto.h"

namespace mingce::form {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr gb::Date kToday = {2019, 11, 15};

Form SmallForm() {
  return {.id = "f",
          .title = "表",
          .fields = {{.key = "full_name",
                      .label = "姓名",
                      .aliases = {"用户名"},
                      .type = FieldType::kPersonName,
                      .requirement = Requirement::kRequired},
                     {.key = "id_number",
                      .label = "证件号码",
                      .type = FieldType::kDocumentNumber,
                      .requirement = Requirement::kRequired},
                     {.key = "id_type",
                      .label = "证件类型",
                      .type = FieldType::kCode,
                      .requirement = Requirement::kRequired,
                      .code_list = "id_type"},
                     {.key = "place",
                      .label = "户籍所在地",
                      .type = FieldType::kText,
                      .requirement = Requirement::kFull,
                      .max_length = 4},
                     {.key = "count", .label = "人数", .type = FieldType::kCount},
                     {.key = "yes", .label = "是否", .type = FieldType::kBool},
                     {.key = "day", .label = "入会时间", .type = FieldType::kDate},
                     {.key = "month", .label = "出生年月", .type = FieldType::kDateOrMonth}}};
}

CodeLists SmallLists() {
  CodeLists lists;
  lists.emplace(
      "id_type",
      gb::CodeList(
          "id_type",
          {{.code = "01",
            .label = "居民身份证",
            .aliases = {"身份证"},
            .attributes = {},
            .selectable = true},
           {.code = "03", .label = "护照", .aliases = {}, .attributes = {}, .selectable = true}}));
  return lists;
}

CheckedRow Check(const std::vector<Cell>& cells) {
  const std::vector<std::size_t> columns = {0, 1, 2, 3, 4, 5, 6, 7};
  return CheckRow(SmallForm(), SmallLists(), columns, cells, kToday);
}

std::vector<std::string> Reasons(const CheckedRow& row) {
  std::vector<std::string> reasons;
  for (const RowFinding& finding : row.findings)
    reasons.push_back(finding.field + ":" + finding.reason);
  return reasons;
}

// A text is kept as it is typed, so it is refused where something in it cannot be seen.
TEST(CheckRowTest, ControlCharactersOfATextAreRefused) {
  for (const char* inner :
       {"\n", "\t", "\x1b", "\x7f", "\u009B", "\u00AD", "\u202E", "\u2028", "\u2066", "\uFFF9"}) {
    const CheckedRow row =
        Check({{"张三"}, {"43999919850614004x"}, {"身份证"}, {absl::StrCat("桃", inner, "源")}});
    EXPECT_THAT(Reasons(row), testing::Contains("place:CONTROL_CHARACTER")) << inner;
    EXPECT_EQ(row.value("place"), "");
  }
  // What phones and spreadsheets leave is taken out.
  for (const char* left : {"\u200B", "\uFEFF", "\u2060"}) {
    const CheckedRow row = Check({{"张三"},
                                  {"43999919850614004x"},
                                  {"身份证"},
                                  {absl::StrCat("\n", left, "桃", left, "源\t")}});
    EXPECT_EQ(row.value("place"), "桃源") << left;
  }
}

TEST(CheckRowTest, ASoundRowBecomesCanonical) {
  const CheckedRow row = Check({{"张 三"},
                                {"43999919850614004x"},
                                {"身份证"},
                                {"桃源"},
                                {"12.0", true},
                                {"是"},
                                {"2019年9月25日"},
                                {"1985.06"}});
  EXPECT_THAT(row.findings, IsEmpty());
  EXPECT_THAT(row.missing_full, IsEmpty());
  EXPECT_EQ(row.value("full_name"), "张三");
  EXPECT_EQ(row.value("id_number"), "43999919850614004X");
  EXPECT_EQ(row.value("id_type"), "01");
  EXPECT_EQ(row.value("count"), "12");
  EXPECT_EQ(row.value("yes"), "1");
  EXPECT_EQ(row.value("day"), "2019-09-25");
  EXPECT_EQ(row.value("month"), "1985-06");
  ASSERT_TRUE(row.document.has_value());
}

TEST(CheckRowTest, EveryFindingOfARowComesAtOnce) {
  const CheckedRow row = Check({{""},
                                {"439999199003071230"},
                                {"居民身份证"},
                                {"五个字以上"},
                                {"-1"},
                                {"也许"},
                                {"2019-09"}});
  EXPECT_THAT(Reasons(row),
              ElementsAre("full_name:FIELD_MISSING", "place:TOO_LONG", "count:COUNT_INVALID",
                          "yes:BOOL_INVALID", "day:DATE_NEEDS_DAY", "id_number:ID_CHECK_DIGIT"));
  EXPECT_FALSE(row.ok());
}

TEST(CheckRowTest, AnUnknownLabelIsAnErrorWithCandidates) {
  const CheckedRow row = Check({{"张三"}, {"43999919850614004X"}, {"居民身分证"}});
  ASSERT_EQ(row.findings.size(), 1u);
  EXPECT_EQ(row.findings[0].reason, "CODE_NOT_IN_LIST");
  ASSERT_FALSE(row.findings[0].candidates.empty());
  EXPECT_EQ(row.findings[0].candidates.front(), "居民身份证");
  EXPECT_THAT(row.missing_full, ElementsAre("place"));
}

TEST(CheckRowTest, ANumericDocumentIsRefusedWhateverItsDigits) {
  const CheckedRow row = Check({{"张三"}, {"439999196008089000", true}, {"01"}});
  EXPECT_THAT(Reasons(row), ElementsAre("id_number:ID_SPREADSHEET_DAMAGED"));
}

TEST(CheckRowTest, LimitIsInCodePointsAtItAndOnePast) {
  EXPECT_TRUE(Check({{"张三"}, {"43999919850614004X"}, {"01"}, {"𠮷𠮷𠮷𠮷"}}).ok());
  EXPECT_FALSE(Check({{"张三"}, {"43999919850614004X"}, {"01"}, {"𠮷𠮷𠮷𠮷𠮷"}}).ok());
}

TEST(CheckRowTest, BrokenTextIsAFinding) {
  EXPECT_THAT(Reasons(Check({{"\xff\xfe"}, {"43999919850614004X"}, {"01"}})),
              ElementsAre("full_name:NOT_UTF8"));
}

TEST(FormTest, HeadersAreFoundInTheirManyDresses) {
  const Form form = SmallForm();
  for (const absl::string_view header :
       {"姓名", " 姓 名 ", "姓名*", "*姓名", "姓名（必填）", "用户名"}) {
    EXPECT_EQ(form.IndexOfHeader(header), 0u) << header;
  }
  EXPECT_EQ(form.IndexOfHeader("备注"), std::nullopt);
  EXPECT_EQ(form.IndexOfHeader(""), std::nullopt);
}

TEST(FormProtoTest, RefusesBadForms) {
  type::Form form;
  EXPECT_EQ(ReasonOf(FormFromProto(form).status()), "BAD_FORM");
  type::FormField* field = form.add_fields();
  field->set_key("k");
  field->set_label("L");
  field->set_type(type::FormField::CODE);
  field->set_requirement(type::FormField::REQUIRED);
  EXPECT_EQ(ReasonOf(FormFromProto(form).status()), "BAD_FORM") << "a CODE field needs its list";
  field->set_code_list("codeLists/x-1");
  EXPECT_TRUE(FormFromProto(form).ok());
  *form.add_fields() = *field;
  EXPECT_EQ(ReasonOf(FormFromProto(form).status()), "BAD_FORM") << "a key twice";
}

TEST(CheckRowTest, AFormulasErrorIsNoValue) {
  const auto reasons_of_place = [](absl::string_view text) {
    return Reasons(Check({{"张三"}, {"43999919850614004X"}, {"身份证"}, {text}}));
  };
  EXPECT_THAT(reasons_of_place("#N/A"), ElementsAre("place:CELL_IS_FORMULA_ERROR"));
  EXPECT_THAT(reasons_of_place("#REF!"), ElementsAre("place:CELL_IS_FORMULA_ERROR"));
  EXPECT_THAT(reasons_of_place("#1车间"), IsEmpty());
}

TEST(FormTest, OnlyWhatCouldBeAKeyIsRepeated) {
  EXPECT_TRUE(CouldBeKey("work_unit_name"));
  EXPECT_TRUE(CouldBeKey("x123456"));
  for (const char* text :
       {"", "439901199001011234", "x1234567", "13812345678", "_a", "张三", "A", "a b"}) {
    EXPECT_FALSE(CouldBeKey(text)) << text;
  }
  EXPECT_TRUE(CouldBeKey(std::string(63, 'a')));
  EXPECT_FALSE(CouldBeKey(std::string(64, 'a')));
}

}  // namespace
}  // namespace mingce::form
